// What is said about items when they are pointed at. Text is set as text: what others wrote is never markup.
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' })
const number = new Intl.NumberFormat(document.documentElement.lang)
const STEPS = [[3600, 'minute', 60], [86400, 'hour', 3600], [Infinity, 'day', 86400]]

export function age(at) {
  const seconds = (new Date(at) - Date.now()) / 1000
  const [, unit, size] = STEPS.find(([limit]) => Math.abs(seconds) < limit)
  return relative.format(Math.round(seconds / size), unit)
}

/** 800 m, 2,5 km. */
export function metres(value) {
  return value < 1000 ? `${number.format(Math.round(value))} m` : `${number.format(Math.round(value / 100) / 10)} km`
}

export function element(name, className, text) {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

/** One item in full, or several as a list of links. */
export function card(items, texts, pinned) {
  const body = element('div', 'map-said-about')
  if (items.length > 1) {
    body.append(element('p', 'map-many', texts.several.replace('{0}', items.length)))
    const list = element('ul')
    items.forEach(({ properties }) => {
      const line = element('li')
      line.append(urgency(properties), ' ', link(properties))
      list.append(line)
    })
    body.append(list)
    return body
  }
  const [{ properties }] = items
  const marks = element('p', 'map-marks')
  if (properties.realm !== 'REAL') marks.append(element('strong', `map-tag map-tag-${properties.realm.toLowerCase()}`, properties.realmText), ' ')
  marks.append(urgency(properties), ' ', element('span', 'map-kind', [properties.kindText, properties.topicText].filter(Boolean).join(' · ')))
  const title = element('p', 'map-title')
  title.append(link(properties))
  const grade = element('p', 'map-facts')
  if (properties.grade) grade.append(element('strong', '', properties.grade), ` – ${properties.gradeText} · `)
  grade.append(properties.stateText ?? '')
  const source = element('p', 'map-facts')
  source.append(brief(properties.agency, properties.agencyText), ` · ${age(properties.at)}`)
  const place = element('p', 'map-facts', properties.accuracyM > 0
    ? texts.within.replace('{0}', metres(properties.accuracyM)) : properties.accuracyM === 0 ? texts.exact : texts.unknownAccuracy)
  body.append(marks, title, grade, source, place)
  if (pinned) {
    const go = element('a', 'map-go', texts.open)
    go.href = properties.href
    body.append(go)
  }
  return body
}

/** How many stand together, and how urgent they are. */
export function together(counts, texts) {
  const body = element('div', 'map-said-about')
  body.append(element('p', 'map-title', texts.together.replace('{0}', counts.point_count)))
  const levels = [['n3', 'FLASH'], ['n2', 'IMMEDIATE'], ['n1', 'PRIORITY'], ['n0', 'ROUTINE']]
  for (const [count, level] of levels) {
    if (!counts[count]) continue
    const line = element('p', 'map-facts')
    line.append(urgency({ urgency: level, urgencyText: texts[level] }), ` ${counts[count]}`)
    body.append(line)
  }
  return body
}

/** A short form that says what it stands for when it is pointed at, reached by keyboard or touched. */
function brief(short, full) {
  if (!full || full === short) return document.createTextNode(short)
  const made = element('span', 'abbr')
  made.tabIndex = 0
  made.append(element('abbr', '', short), element('span', 'abbr-full', full))
  return made
}

function urgency(properties) {
  return element('span', `urgency urgency-${properties.urgency.toLowerCase()}`, properties.urgencyText)
}

function link(properties) {
  const made = element('a', '', properties.title)
  made.href = properties.href
  return made
}
