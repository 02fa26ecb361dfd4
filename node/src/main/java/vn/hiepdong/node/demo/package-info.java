/// `./hiepdong demo`: three agencies on one machine, for a first look and for trials.
///
/// Police, military and People's Committee each get a node in a process of its own, with its own database and keys, as
/// they would on three machines; they meet nowhere but through their public interfaces. It uses none of the node's
/// features: it writes configuration files, starts processes and speaks with them over HTTP.
///
/// Data lie in `data/demo` under the project unless `--data` says otherwise. Passwords and tokens are made at random at
/// the first start, kept, and written to `demo.json` for its owner alone.
@NullMarked
package vn.hiepdong.node.demo;

import org.jspecify.annotations.NullMarked;
