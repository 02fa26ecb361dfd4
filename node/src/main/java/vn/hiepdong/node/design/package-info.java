/// The design system on one page, `/design`: every piece of `web` in every state, so that later features take and do
/// not invent. For those who build pages, in the demo and in development only: without the setting `hiepdong.design`
/// the page does not exist. docs/design.md is its manual.
@org.jspecify.annotations.NullMarked
package vn.hiepdong.node.design;
