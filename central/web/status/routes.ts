/** The public status page: was a form received or not yet. No name, no patient, no reason, nothing to keep. */
import { parseReference } from '../../../domain/envelope/reference.ts'
import { copyPath } from '../citizen/routes.ts'
import { copyWords } from '../citizen/words.ts'
import type { Route } from '../../http/route.ts'
import type { Ledger } from '../../requests/ledger.ts'

const words = {
  received: {
    nl: 'Uw formulier is bij het ziekenhuis.',
    next: 'U krijgt bericht als het is bekeken.',
    en: 'Your form is with the hospital. You will hear when it has been looked at.',
  },
  notYet: {
    nl: 'Uw formulier is nog niet bij het ziekenhuis.',
    next: 'Het is veilig bewaard en wordt vanzelf verstuurd. Kijk later nog een keer.',
    en: 'Your form is not with the hospital yet. It is kept safely and will be sent by itself. Look again later.',
  },
  wrong: {
    nl: 'Dit nummer kennen wij niet.',
    next: 'Kijk nog een keer naar het nummer op uw scherm of papier.',
    en: 'We do not know this number. Please look at it again.',
  },
} as const

/**
 * A reference that never existed and one that has not been delivered look the same: nobody can find out numbers. What
 * was quarantined counts as received: it is in the hospital's hands, and people there look into it.
 */
export function statusRoutes({
  ledger,
  hospital,
}: {
  readonly ledger: Ledger
  readonly hospital: string
}): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/s/:reference',
      handle({ params }) {
        const reference = parseReference(params['reference'] ?? '')
        if (reference === null) return Promise.resolve(page({ hospital, reference: null, state: 'wrong', status: 404 }))
        const state = ledger.hasReference(reference) ? 'received' : 'notYet'
        return Promise.resolve(page({ hospital, reference, state, status: 200 }))
      },
    },
  ]
}

const style =
  'body{font:1.25rem/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:2rem 1rem;color:#1b2430;background:#fff}' +
  'h1{font-size:1.75rem;line-height:1.25}p.ref{font-size:1.5rem;letter-spacing:.08em}' +
  'a{color:inherit}[lang=en]{border-top:1px solid #8a94a3;margin-top:2rem;padding-top:1rem}' +
  '@media(prefers-color-scheme:dark){body{color:#f2f4f7;background:#12161c}}'

/** On both pages: whether there is a copy is told to nobody who has not logged in. */
function copyLink(reference: string): string {
  const { ask, askNote } = copyWords
  return `<p><a href="${copyPath(reference)}">${ask.nl}</a><br>${askNote.nl}</p>`
}

function page(input: {
  readonly hospital: string
  readonly reference: string | null
  readonly state: keyof typeof words
  readonly status: number
}): Response {
  const { nl, next, en } = words[input.state]
  const html =
    `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${input.hospital}</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">` +
    `<style>${style}</style></head><body data-state="${input.state}"><main><p>${input.hospital}</p><h1>${nl}</h1><p>${next}</p>` +
    `${input.reference === null ? '' : `<p class="ref">${input.reference}</p>${copyLink(input.reference)}`}` +
    `<p lang="en">${en}</p></main></body></html>`
  return new Response(html, {
    status: input.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
  })
}
