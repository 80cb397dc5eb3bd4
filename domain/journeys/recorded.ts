/** What the clerk recorded, as the rules read it. What nobody recorded is said to be absent. */
import { paperOf, type Evidence } from '../contract/gateway/evidence.ts'
import { namedOnPaper } from '../identity/same-person.ts'
import type { Facts } from '../rules/basis/facts.ts'

type Recorded = readonly Evidence[]

/**
 * What counts for this patient: whom a paper names is looked at here again, wherever the rules are asked. Held to the
 * patient by the central (`named`) it stays, also when the record is corrected before the form arrives. A paper of a build
 * that did not ask whom it names counts as it did then.
 */
export function namingPatient(recorded: Recorded, patient: Parameters<typeof namedOnPaper>[0]): Recorded {
  return recorded.filter(
    ({ concerns, named }) => concerns === null || named || namedOnPaper(patient, concerns).answer === 'same',
  )
}

/** The papers while nobody is bound: whom they name is asked when somebody is. */
export function whoeverIsNamed(recorded: Recorded): Evidence[] {
  return recorded.map((one) => ({ ...one, named: true }))
}

/** Everything that the clerk held in his hand, or looked up in a register. */
export function papersIn(recorded: Recorded): Facts['evidence'] {
  const extract = paperOf(recorded, 'authorityExtract')
  const ruling = paperOf(recorded, 'ruling')
  const proxy = paperOf(recorded, 'authorization')
  return {
    authorityExtract: extract && { source: extract.source, issuedOn: extract.issuedOn, authority: extract.authority },
    ruling: ruling && {
      measure: ruling.measure,
      joint: ruling.joint,
      pronouncedOn: ruling.pronouncedOn,
      effectiveOn: ruling.effectiveOn,
      until: ruling.until,
      newestLetterOn: ruling.newestLetterOn,
      kinds: ruling.kinds,
      copy: ruling.copy,
    },
    authorization: proxy && { signedOn: proxy.signedOn, kinds: proxy.kinds },
    kinship: paperOf(recorded, 'kinship') === null ? 'missing' : 'shown',
    curateleRegister: paperOf(recorded, 'curateleRegister')?.answer ?? 'notChecked',
  }
}

export function findingIn(recorded: Recorded): Facts['patient']['finding'] {
  const finding = paperOf(recorded, 'finding')
  return finding && { capacity: finding.capacity, on: finding.on, until: finding.until, source: finding.source }
}

/** Null: a natural person. */
export function organisationIn(recorded: Recorded): Facts['applicant']['organisation'] {
  const mandate = paperOf(recorded, 'employeeMandate')
  return mandate && { employeeMandate: 'shown', until: mandate.until }
}

/** Null: the desk said nothing of the other holder, so he signs. */
export function coHolderIn(recorded: Recorded): Facts['coHolder'] {
  const said = { blocked: false, deceased: false, sameAsApplicant: false, sameAsPatient: false }
  if (paperOf(recorded, 'coHolderNotAsked') !== null) return { standing: 'notAsked', ...said }
  return paperOf(recorded, 'coHolderRefused') === null ? null : { standing: 'refused', ...said }
}

/** Others who stand on a step of Civil Code 7:465(3). */
export function othersIn(recorded: Recorded): Facts['others'] {
  const { courtAppointed, writtenProxy, partner, sameStep } = paperOf(recorded, 'otherRepresentatives') ?? nobody
  return { courtAppointed, writtenProxy, partner, sameStep }
}

const nobody = { courtAppointed: 'none', writtenProxy: 'none', partner: 'none', sameStep: false } as const
