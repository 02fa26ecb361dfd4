/// The map: where things are, drawn on a basemap that needs no network.
///
/// The build makes a small basemap of its own: land, borders of countries and of the 34 provinces, names in
/// Vietnamese. Anything finer (streets, communes, waters) and every list of places comes from the operator as a map
/// pack, which is taken whole or refused: nothing of a refused file is kept.
///
/// It knows no other feature. Whoever has something that lies somewhere says so in a `MapSource`.
///
/// May use: `access`, `web`, `terminal`, `database`.
@NullMarked
package vn.hiepdong.node.map;

import org.jspecify.annotations.NullMarked;
