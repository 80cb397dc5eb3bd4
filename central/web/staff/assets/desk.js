// The desk page's only script: live regions, keys, times. Everything also works without it, as forms and links.
const regions = ['bells', 'queue', 'work', 'state']
const byKey = new Map()

/** Times count on by themselves. */
function tick() {
  for (const element of document.querySelectorAll('.until')) {
    const seconds = Math.max(0, Math.ceil((Date.parse(element.dataset.until) - Date.now()) / 1000))
    element.textContent = `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, '0')}`
  }
  for (const element of document.querySelectorAll('.since')) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(element.dataset.since)) / 1000))
    element.textContent = `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, '0')}`
  }
  const clock = document.querySelector('#clock b')
  if (clock) {
    clock.textContent = new Date()
      .toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Amsterdam' })
      .replace(':', '.')
  }
}

/** What the server said about a region, without what changes by itself. */
function said(region) {
  const copy = region.cloneNode(true)
  for (const element of copy.querySelectorAll('.since, .until')) element.textContent = ''
  for (const element of copy.querySelectorAll('[data-notice]')) element.remove()
  return copy.innerHTML.replaceAll(/\s+/g, ' ')
}

const last = new Map(regions.map((id) => [id, said(document.getElementById(id))]))

/** Reads the page again and puts in what changed; what the clerk is filling in stays when its region did not change. */
async function refresh() {
  const answer = await fetch(location.href, { headers: { 'x-balie-refresh': '1' } })
  if (answer.redirected || !answer.ok) return location.reload()
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const id of regions) {
    const next = fresh.getElementById(id)
    const old = document.getElementById(id)
    if (!next || !old || said(next) === last.get(id)) continue
    last.set(id, said(next))
    const focused = old.contains(document.activeElement) ? document.activeElement : null
    const key = focused?.getAttribute('href') ?? focused?.dataset.key ?? focused?.id
    old.replaceWith(document.adoptNode(next))
    if (key) {
      const quoted = CSS.escape(key)
      next.querySelector(`[href="${quoted}"], [data-key="${quoted}"], #${quoted}`)?.focus()
    }
  }
  // A form that came by itself is ready to type in, unless the clerk is somewhere else.
  if (document.activeElement === document.body) document.querySelector('#work [autofocus]')?.focus()
  prepare()
  tick()
  alarm()
}

const plainTitle = document.title
let sound = null
let gives = true
let rungAt = 0
/** Who calls stands in the title, and is heard: the page may lie under another window. */
function alarm() {
  const rings = [...document.querySelectorAll('[data-rings] b')].map((name) => name.textContent)
  const late = document.querySelector('[data-late]')?.dataset.late
  document.title =
    rings.length > 0 ? `Hulp: ${rings.join(', ')} · ${plainTitle}` : late ? `${late} wacht · ${plainTitle}` : plainTitle
  if (rings.length === 0 || !gives || Date.now() - rungAt < 8000) return
  rungAt = Date.now()
  ring()
}

/** Two soft strokes. A browser gives no sound before the first key or click on a page: then the title has to do. */
function ring() {
  document.body.dataset.sounded = String(Number(document.body.dataset.sounded ?? 0) + 1)
  sound ??= new AudioContext()
  void sound.resume().catch(() => {})
  for (const [start, pitch] of [
    [0, 880],
    [0.35, 660],
  ]) {
    const tone = sound.createOscillator()
    const volume = sound.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0.25, sound.currentTime + start)
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + start + 0.6)
    tone.connect(volume).connect(sound.destination)
    tone.start(sound.currentTime + start)
    tone.stop(sound.currentTime + start + 0.6)
  }
}

let attendedAt = 0
/** While a clerk fills something in for a visit, its kiosk waits for him. */
function attend({ target }) {
  const form = target.closest?.('#work form')
  const visit = form?.querySelector('[name="visit"]')?.value
  if (!visit || Date.now() - attendedAt < 15_000) return
  attendedAt = Date.now()
  const body = new URLSearchParams({ csrf: form.querySelector('[name="csrf"]').value, visit })
  void fetch('/desk/attend', { method: 'POST', body }).catch(() => {})
}
document.addEventListener('input', attend)

let running = null
let again = false
/** One reading at a time; a wake during it causes one more. */
function wake() {
  if (running) return void (again = true)
  running = refresh()
    .catch(() => {})
    .finally(() => {
      running = null
      if (again) {
        again = false
        wake()
      }
    })
}

/** Which questions of the form still wait; the first of them is marked. */
function missing(form) {
  const value = (name) => new FormData(form).get(name)
  const answer = value('answer')
  const open = []
  if (answer !== 'no' && answer !== 'doubt') {
    if ((value('ending') ?? '').trim().length < 4) open.push(1)
    const authority = form.querySelector('[name="authority"]')
    if (
      authority &&
      (!value('authority') ||
        (!['missing', 'noEntry'].includes(value('authority')) &&
          !['issuedOn', 'paperGiven', 'paperBorn'].every((name) => value(name))))
    )
      open.push(2)
    if (form.querySelector('[name="onPaper"]') && !value('onPaper')) open.push(2)
  }
  if (!answer) open.push(asksPaper(form) ? 3 : 2)
  return open
}

const asksPaper = (form) => form.querySelector('[name="authority"], [name="onPaper"]') !== null

const notOnPaper = (form) => new FormData(form).get('onPaper') === 'no'

function prepare() {
  byKey.clear()
  for (const element of document.querySelectorAll('[data-key]')) byKey.set(element.dataset.key, element)
  const form = document.getElementById('decide')
  if (!form) return
  const button = form.querySelector('#approve')
  const update = () => {
    const open = missing(form)
    const answer = new FormData(form).get('answer')
    button.setAttribute('aria-disabled', String(open.length > 0))
    button.classList.toggle('is-no', answer === 'no' || answer === 'doubt' || notOnPaper(form))
    button.querySelector('[data-label]').textContent =
      answer === 'no'
        ? 'Niet deze persoon'
        : answer === 'doubt'
          ? 'Twijfel: zet stil'
          : notOnPaper(form)
            ? 'Staat er niet op'
            : 'Akkoord'
    form.querySelector('#missing').textContent = open.length > 0 ? `Beantwoord eerst vraag ${open[0]}` : ''
    for (const question of form.querySelectorAll('.s-q')) {
      question.classList.toggle('is-now', question.dataset.question === String(open[0]))
    }
  }
  form.addEventListener('input', update)
  form.addEventListener('submit', (event) => {
    const [first] = missing(form)
    if (first === undefined) return
    event.preventDefault()
    form.querySelector(`[data-question="${first}"] input`)?.focus()
  })
  update()
}

/** Up and down move through the queue. */
function move(step) {
  const rows = [...document.querySelectorAll('.s-row')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const from = at >= 0 ? at : rows.findIndex((row) => row.hasAttribute('aria-current'))
  rows[Math.min(rows.length - 1, Math.max(0, from + step))]?.focus()
}

const typing = (target) =>
  target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'radio')

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, altKey, metaKey, target } = event
  const press = (name) => {
    // The bell is answered from anywhere: the first press opens the kiosk that rings, the second accepts.
    const element = byKey.get(name) ?? (name === 'F8' ? document.querySelector('.s-bell.ring') : null)
    if (!element) return
    event.preventDefault()
    element.click()
    if (element instanceof HTMLInputElement) element.focus()
  }
  // An open question is answered with Tab, Enter and Escape; a key that is held answers nothing.
  if (document.querySelector('dialog[open]')) return
  if (ctrlKey && key === 'Enter') return press('Ctrl Enter')
  if (ctrlKey || altKey || metaKey) return
  // Approving takes two keys: Enter alone never sends the answer.
  if (key === 'Enter' && target instanceof HTMLInputElement && target.form?.id === 'decide')
    return event.preventDefault()
  if (/^F\d+$/.test(key) && key !== 'F2') return press(key)
  if (key === 'F2') {
    event.preventDefault()
    return move(0)
  }
  if (key === 'Escape') {
    event.preventDefault()
    if (typing(target)) return target.blur()
    return void location.assign('/desk')
  }
  if (typing(target)) return
  if ((key === 'ArrowUp' || key === 'ArrowDown') && !(target instanceof HTMLInputElement)) {
    event.preventDefault()
    return move(key === 'ArrowUp' ? -1 : 1)
  }
  if (key.length === 1) press(key.toUpperCase())
})

// A second click or key while an answer is on its way is nothing new.
const sent = new WeakSet()
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return
  if (sent.has(event.target)) event.preventDefault()
  else sent.add(event.target)
})
window.addEventListener('pageshow', (event) => event.persisted && location.reload())

/** Without a shared worker the page asks by itself. */
function listen() {
  if (!window.SharedWorker) return void setInterval(wake, 4000)
  const worker = new SharedWorker('/staff/assets/wake.js')
  worker.port.addEventListener('message', ({ data }) => {
    gives = data.first
    wake()
  })
  worker.port.start()
  window.addEventListener('pagehide', () => worker.port.postMessage('bye'))
}

// Stopping wipes a visitor's work: it is asked first, in a window that no renewal of the page takes away.
document.addEventListener('click', (event) => {
  const opener = event.target.closest?.('[data-asks]')
  const dialog = opener && document.getElementById(opener.dataset.asks)
  if (!dialog) return
  event.preventDefault()
  if (!dialog.open) dialog.showModal()
})

prepare()
alarm()
setInterval(tick, 1000)
setInterval(() => alarm(), 2000)
// What is late depends on the time and not on an event.
setInterval(() => document.querySelector('.until') && wake(), 20_000)
listen()
// From here on the keys are heard: a page that is still being read would lose one without a word.
document.body.dataset.keys = 'heard'
