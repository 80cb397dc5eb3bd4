/** A mandate in plain words, for whoever may stop it. At most twelve words a sentence, a name of two words counted. */
import type { OwnPart, Stoppable } from '../../contract/gateway/stoppable.ts'
import type { InEveryLanguage } from '../../language.ts'

type Said = Pick<Stoppable, 'grantee' | 'status' | 'part'>

/** A part that waits: the same words whatever was answered, and whoever else has signed. */
function partCard({ gave }: OwnPart, who: string): InEveryLanguage {
  return gave === 'signature'
    ? {
        nl: `Uw handtekening voor het dossier van ${who} wacht.`,
        nlSimple: `U heeft getekend voor het dossier van ${who}. Dat wacht.`,
        en: `Your signature for the record of ${who} is waiting.`,
      }
    : {
        nl: 'Uw antwoord wacht.',
        nlSimple: 'Uw antwoord wacht.',
        en: 'Your answer is waiting.',
      }
}

function partStatement({ gave }: OwnPart, who: string): InEveryLanguage {
  return gave === 'signature'
    ? {
        nl: `U trekt uw handtekening in voor het dossier van ${who}.`,
        nlSimple: `U wilt niet meer tekenen voor het dossier van ${who}.`,
        en: `You take back your signature for the record of ${who}.`,
      }
    : {
        nl: 'U trekt in wat u heeft geantwoord.',
        nlSimple: 'Uw antwoord telt niet meer.',
        en: 'You take back what you answered.',
      }
}

/** On the card: who may look into whose record. `who`: the patient, masked. */
export function stopCard({ grantee, status, part }: Said, who: string): InEveryLanguage {
  const asked = status === 'proposed'
  if (part !== undefined) return partCard(part, who)
  switch (grantee.is) {
    case 'named': {
      const { name } = grantee
      return asked
        ? {
            nl: `${name} wil in uw dossier kijken.`,
            nlSimple: `${name} wil uw dossier zien.`,
            en: `${name} asks to look into your record.`,
          }
        : {
            nl: `${name} mag in uw dossier kijken.`,
            nlSimple: `${name} mag uw dossier zien.`,
            en: `${name} may look into your record.`,
          }
    }
    case 'you':
      return asked
        ? {
            nl: `U wilt in het dossier van ${who} kijken.`,
            nlSimple: `U wilt het dossier van ${who} zien.`,
            en: `You ask to look into the record of ${who}.`,
          }
        : {
            nl: `U mag in het dossier van ${who} kijken.`,
            nlSimple: `U mag het dossier van ${who} zien.`,
            en: `You may look into the record of ${who}.`,
          }
    case 'others':
      return {
        nl: `Toegang van anderen tot het dossier van ${who}`,
        nlSimple: `Anderen zien het dossier van ${who}`,
        en: `Other people’s access to the record of ${who}`,
      }
    default:
      return grantee satisfies never
  }
}

/** What is signed: one sentence that says what happens. `who`: the patient, masked. */
export function stopStatement({ grantee, status, part }: Said, who: string): InEveryLanguage {
  const asked = status === 'proposed'
  if (part !== undefined) return partStatement(part, who)
  switch (grantee.is) {
    case 'named': {
      const { name } = grantee
      return asked
        ? {
            nl: `U wilt niet dat ${name} in uw dossier kijkt.`,
            nlSimple: `U wilt niet dat ${name} uw dossier ziet.`,
            en: `You do not want ${name} to look into your record.`,
          }
        : {
            nl: `U stopt de toegang van ${name} tot uw dossier.`,
            nlSimple: `U stopt. ${name} ziet uw dossier niet meer.`,
            en: `You stop the access of ${name} to your record.`,
          }
    }
    case 'you':
      return asked
        ? {
            nl: `U trekt uw aanvraag in voor het dossier van ${who}.`,
            nlSimple: `U wilt het dossier van ${who} niet meer zien.`,
            en: `You take back your request for the record of ${who}.`,
          }
        : {
            nl: `U stopt uw toegang tot het dossier van ${who}.`,
            nlSimple: `U stopt. U ziet het dossier van ${who} niet meer.`,
            en: `You stop your access to the record of ${who}.`,
          }
    case 'others':
      return {
        nl: `U stopt de toegang van anderen tot het dossier van ${who}.`,
        nlSimple: `U stopt. Anderen zien het dossier van ${who} niet meer.`,
        en: `You stop other people’s access to the record of ${who}.`,
      }
    default:
      return grantee satisfies never
  }
}

/** What the person who stops it is to the patient, as the step says it. */
export function stopRole({ by }: Pick<Stoppable, 'by'>): InEveryLanguage {
  switch (by) {
    case 'patient':
      return { nl: 'Patiënt', nlSimple: 'Patiënt', en: 'Patient' }
    case 'signer':
      return { nl: 'Wie getekend heeft', nlSimple: 'Wie getekend heeft', en: 'Who signed' }
    case 'grantee':
      return { nl: 'Wie in het dossier mag kijken', nlSimple: 'Wie mag kijken', en: 'Who may look into the record' }
    case 'curator':
    case 'mentor':
    case 'holderOfAuthority':
      return {
        nl: 'Wettelijk vertegenwoordiger',
        nlSimple: 'Wie voor de patiënt beslist',
        en: 'Legal representative',
      }
    default:
      return by satisfies never
  }
}
