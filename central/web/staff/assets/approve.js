// The script of the page of whoever answers: keys, and a work list that keeps up. Everything also works without it.
const rows = () => [...document.querySelectorAll('.s-row')]

/** Puts in the work list as it is now; what somebody is filling in stays. */
async function refresh() {
  const answer = await fetch(location.href, { headers: { 'x-balie-refresh': '1' } })
  if (answer.redirected || !answer.ok) return location.reload()
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const [old, next] = [document.getElementById('queue'), fresh.getElementById('queue')]
  if (!old || !next || old.innerHTML === next.innerHTML) return
  const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
  old.replaceWith(document.adoptNode(next))
  if (focused) next.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus()
}

let soon = 0
const line = new EventSource('/approve/events')
line.addEventListener('message', () => {
  clearTimeout(soon)
  soon = setTimeout(() => void refresh().catch(() => {}), 150)
})
line.addEventListener('error', () => {
  if (line.readyState === EventSource.CLOSED) location.reload()
})

/** One row up or down, opened by Enter as any link. */
function step(by) {
  const all = rows()
  const at = all.findIndex((one) => one === document.activeElement || one.hasAttribute('aria-current'))
  all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus()
}

document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.matches('input:not([type=checkbox]), select, textarea')
  if (event.ctrlKey || event.altKey || event.metaKey) return
  if (event.key === 'F12') document.querySelector('[data-key="F12"]')?.click()
  else if (typing) return
  else if (event.key === 'ArrowDown') step(1)
  else if (event.key === 'ArrowUp') step(-1)
  else if (event.key === 'Escape') location.assign('/approve')
  else if (event.key.toUpperCase() === 'L') document.querySelector('[data-key="L"]')?.click()
  else return
  event.preventDefault()
})
document.body.dataset.keys = 'heard'
