// The watch: changes in place, running deadlines, a signal for what cannot wait.
import './desk.js'
import './quiet.js'
import './countdown.js'
import './signal.js'
import './wall.js'
