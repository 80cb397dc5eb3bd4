/** Asked before a visit is stopped: a key that slips must not wipe what a visitor has done. */
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { secrets } from './parts.ts'
import type { DeskView } from './desk-view.ts'

/** Outside the regions that renew themselves. The safe answer has the focus. */
export function askStop(view: DeskView): Html | null {
  const { selected } = view
  if (selected === null) return null
  return html`<dialog class="s-ask-stop" id="ask-stop" aria-labelledby="ask-stop-title">
    <h2 id="ask-stop-title">Bezoek van nummer ${selected.callNumber} stoppen?</h2>
    <p>De zuil wist dan alles wat deze bezoeker heeft gedaan. Wat al ondertekend is, blijft geldig.</p>
    <div class="s-wrap">
      <form method="dialog"><button class="s-btn go" autofocus>Nee, ga door</button></form>
      <form method="post" action="/desk/stop">
        ${secrets(view)}<button class="s-btn warn">Ja, stop dit bezoek</button>
      </form>
    </div>
  </dialog>`
}
