// One line to the central for all tabs of this browser: a browser opens six of them to one host and no more (HTTP/1.1).
const tabs = new Set()
let line = null

function open() {
  line = new EventSource('/desk/events')
  line.addEventListener('message', () => say())
  // Closed for good means logged out; a tab that is still there after a new log-in asks again.
  line.addEventListener('error', () => {
    if (line.readyState !== EventSource.CLOSED || tabs.size === 0) return
    say()
    setTimeout(() => tabs.size > 0 && line.readyState === EventSource.CLOSED && open(), 5000)
  })
}

/** The first tab gives the sound for all. */
function say() {
  const [first] = tabs
  for (const tab of tabs) tab.postMessage({ first: tab === first })
}

self.addEventListener('connect', ({ ports: [tab] }) => {
  tabs.add(tab)
  tab.addEventListener('message', ({ data }) => {
    if (data === 'bye') tabs.delete(tab)
  })
  tab.start()
  if (line === null || line.readyState === EventSource.CLOSED) open()
  else say()
})
