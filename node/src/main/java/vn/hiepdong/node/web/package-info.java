/// What every page and every answer of the API has in common: the frame around a page, words in two languages, times,
/// forms, refusals and failures, news to browsers. It stands on the ground floor and knows no other feature; what it
/// needs from above (who is signed in, what the agency is called, where the menu leads) others contribute as beans.
///
/// # How to write a page
///
/// 1. A handler in `information/InformationPages` returns an [Answer]: `new Page("information/index.jte", model)` or
///    `Redirect.to("/information/" + id).saying("information.saved")`. A handler may take [Frame] (words, times),
///    [Paging] (where the reader is in a long list), [FormInput] (what was typed) and whatever Spring MVC knows.
/// 2. The template lies beside it and takes two parameters, `frame` and `model`:
///
/// ```
/// @import vn.hiepdong.node.web.Frame
/// @param Frame frame
/// @param vn.hiepdong.node.information.InformationPages.Index model
/// @template.web.layout(frame = frame, title = frame.text("information.title"), content = @`
///   <p>${frame.relative(model.lastChange())}</p>
/// `)
/// ```
///
///    `layout` also takes `realm` (a [RealmMark]; never leave it out on a page of a space), `actions` (buttons beside
///    the heading), `lead` (one line under it), `live` (topics this page listens to) and `wide`.
/// 3. Pieces: `web.field`, `web.area`, `web.select`, `web.choices`, `web.errors` (forms); `web.facts`, `web.timeline`,
///    `web.parties`, `web.lamps`, `web.grade`, `web.urgency`, `web.countdown`, `web.row`, `web.tabs`, `web.alert`,
///    `web.section`, `web.empty`, `web.progress`, `web.chips`, `web.paging`, `web.confirm` (asks in a dialog, or on a
///    page of its own without script), `frame.icon("bell")` (names in `frontend/icons.txt`). All of them stand on
///    `/design` in the demo, and in docs/design.md. Every POST form holds `${frame.csrf()}`.
/// 4. Words stand in `messages/<feature>_vi.properties` and `_en.properties`: `frame.text("information.title")`, with
///    `{0}` for arguments; `frame.count("information.items", n)` picks `.one` or `.other`.
/// 5. The menu: a bean [NavigationItem]; `reachedBy` gives it a letter on the keyboard.
/// 6. Bad input: read a form with [FormInput]; when `input.hasErrors()`, return the form page again with status 400
///    and the input in the model, and the pieces show what is expected. In the API check the body with [Checks] and
///    end with `checks.done()`. A refusal by the rules is thrown as [Refused], something that does not exist (for
///    this reader) as [NotFound], something this reader may not do as [Forbidden]. Each becomes a page or an RFC
///    9457 problem.
/// 7. A list that changes while it is looked at: `live = "watch"` on the layout,
///    `<div id="queue" hx-get="/watch" hx-select="#queue" hx-swap="outerHTML" hx-trigger="sse:watch">` around the
///    part, and `LiveUpdates.changed("watch")` in the projection, inside its transaction: browsers hear of it after
///    the commit, at every instance.
/// 8. No inline script or style: the Content-Security-Policy forbids them.
@org.jspecify.annotations.NullMarked
package vn.hiepdong.node.web;
