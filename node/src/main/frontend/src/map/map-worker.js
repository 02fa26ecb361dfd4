// What the map does beside the page. A file of its own: the Content-Security-Policy lets no worker be made from text.
import 'maplibre-gl/worker'
