/// Several agencies and one story: whole nodes, and only what an officer or a script of the agency can see.
package vn.hiepdong.trials.story;
