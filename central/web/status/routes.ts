/** The public status page: was a form received or not yet. No name, no patient, no reason, nothing to keep. */
import {
  isChecked,
  parseFormerReference,
  parseReference,
  shownReference,
} from '../../../domain/contract/envelope/reference.ts'
import { copyPath } from '../citizen/answers.ts'
import { copyWords } from '../citizen/words.ts'
import type { Route } from '../../http/route.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { seeOther } from '../pages/respond.ts'
import { statusWords as words } from './words.ts'
import type { Ledger } from '../../requests/ledger.ts'

/**
 * A reference that never existed and one that has not been delivered look the same: nobody can find out numbers. One without
 * its check character that nobody has is said to be wrong: most likely a character was left out. What
 * was quarantined counts as received: it is in the hospital's hands, and people there look into it.
 */
export function statusRoutes({
  ledger,
  hospital,
}: {
  readonly ledger: Pick<Ledger, 'hasReference'>
  readonly hospital: string
}): readonly Route[] {
  /** Of a number without today's check character nobody knows whether it was typed whole, unless it is one. */
  const known = async (typed: string): Promise<string | null> => {
    const reference = parseReference(typed)
    if (reference !== null && isChecked(typed)) return reference
    const former = reference ?? parseFormerReference(typed)
    return former !== null && (await ledger.hasReference(former)) ? former : null
  }
  return [
    {
      method: 'GET',
      path: '/',
      handle: () => Promise.resolve(page({ hospital, reference: null, state: 'home', status: 200 })),
    },
    {
      // A form without script puts the number behind a question mark; the address of the page is the same as in the code.
      method: 'GET',
      path: '/s',
      async handle({ url }) {
        const typed = url.searchParams.get('nummer') ?? ''
        const reference = await known(typed)
        if (reference === null) return page({ hospital, reference: null, state: 'wrong', status: 404, typed })
        return seeOther(`/s/${shownReference(reference)}`)
      },
    },
    {
      method: 'GET',
      path: '/s/:reference',
      async handle({ params }) {
        const typed = params['reference'] ?? ''
        const reference = await known(typed)
        if (reference === null) return page({ hospital, reference: null, state: 'wrong', status: 404, typed })
        const state = (await ledger.hasReference(reference)) ? 'received' : 'notYet'
        return page({ hospital, reference, state, status: 200 })
      },
    },
  ]
}

const style =
  'body{font:1.25rem/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:2rem 1rem;color:#1b2430;background:#fff}' +
  'h1{font-size:1.75rem;line-height:1.25}p.ref{font-size:1.5rem;letter-spacing:.08em}' +
  'label,input,button{display:block;font:inherit}label{font-weight:600;margin-top:1rem}' +
  'input{inline-size:100%;box-sizing:border-box;padding:.6rem;margin:.4rem 0;letter-spacing:.08em;border:2px solid #5a6963;border-radius:4px;color:inherit;background:transparent}' +
  'button{padding:.7rem 1.4rem;border:2px solid #946400;border-radius:2rem;background:#f6b93b;color:#10211c;font-weight:650}' +
  'a{color:inherit}p[lang=en]{border-top:1px solid #8a94a3;margin-top:2rem;padding-top:1rem}' +
  '@media(prefers-color-scheme:dark){body{color:#f2f4f7;background:#12161c}}'

/** On both pages: whether there is a copy is told to nobody who has not logged in. */
function copyLink(reference: string): Html {
  const { ask, askNote } = copyWords
  return html`<p><a href="${copyPath(reference)}">${ask.nl} / ${ask.en}</a><br />${askNote.nl}</p>`
}

function askNumber(typed: string): Html {
  return html`<form action="/s" method="get">
    <label for="nummer">Nummer van uw formulier <span lang="en">(number of your form)</span></label>
    <input
      id="nummer"
      name="nummer"
      value="${typed.slice(0, 20)}"
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      required
    />
    <button>Kijk / Look</button>
  </form>`
}

const doors = html`<p class="doors">
  <a href="/verify">Controleer een formulier / Verify a form</a><br /><a href="/desk">Voor medewerkers</a>
</p>`

function page(input: {
  readonly hospital: string
  readonly reference: string | null
  readonly state: keyof typeof words
  readonly status: number
  /** What was typed, to be put right. */
  readonly typed?: string
}): Response {
  const { nl, next, en } = words[input.state]
  const { hospital, reference, state, typed = '' } = input
  const body = html`<main>
    <p>${hospital}</p>
    <h1>${nl}</h1>
    <p>${next}</p>
    ${
      reference === null
        ? askNumber(typed)
        : html`<p class="ref">${shownReference(reference)}</p>
            ${copyLink(reference)}`
    }
    <p lang="en">${en}</p>
    ${state === 'home' ? doors : html`<p><a href="/">Ander nummer / Other number</a></p>`}
  </main>`
  const text =
    `<!doctype html><html lang="nl"><head><meta charset="utf-8">${html`<title>${hospital}</title>`.text}` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">` +
    `<style>${style}</style></head><body data-state="${state}">${body.text}</body></html>`
  return new Response(text, {
    status: input.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  })
}
