/** The one way from facts and policy to an outcome: gates for all, then the row of the relation. */
import { gate } from './basis/gates.ts'
import { hasAge, refuse, type Case, type Outline } from './basis/outline.ts'
import { child } from './rows/child.ts'
import { chosenPerson } from './rows/chosen.ts'
import { curator, mentor } from './rows/court-appointed.ts'
import { relative, writtenProxy } from './rows/proxy-and-family.ts'
import { self } from './rows/self.ts'
import type { World } from './basis/world.ts'

/** The outcome in any world. A relation without a branch is a type error. */
export function outlineOf<W extends World>(it: Case<W>): Outline<W> {
  return gate(it) ?? byRelation(it)
}

function byRelation<W extends World>(it: Case<W>): Outline<W> {
  const { relation } = it.facts
  switch (relation) {
    case 'self':
      return self(it)
    case 'parentWithAuthority':
    case 'otherHolderOfAuthority':
    case 'guardian':
      return child(it)
    case 'parentWithoutAuthority':
      return withoutRight(it, 'R07.noAuthority')
    case 'fosterParent':
    case 'stepParent':
    case 'carer':
    case 'otherRelation':
      return withoutRight(it, 'R09.noAuthority')
    case 'supervisionWorker':
      return refuse(showsAuthority(it) ? 'R09.showsAuthority' : 'R09.noAuthority')
    case 'voluntaryProxy':
      return chosenPerson(it)
    case 'curator':
      return curator(it)
    case 'mentor':
      return mentor(it)
    case 'writtenProxy':
      return writtenProxy(it)
    case 'partner':
    case 'parentOfAdult':
    case 'childOfAdult':
    case 'sibling':
    case 'grandparent':
    case 'grandchild':
      return relative(it)
    case 'administrator':
      return refuse('R17.administrator')
  }
}

/** R07 and R09: no right by the relation; at 16 and 17 such a person can be chosen, as an adult patient can choose. */
function withoutRight<W extends World>(it: Case<W>, under16: 'R07.noAuthority' | 'R09.noAuthority'): Outline<W> {
  const { birth } = it.facts.patient
  if (!hasAge(it, birth, 16)) return refuse(showsAuthority(it) ? 'R09.showsAuthority' : under16)
  return hasAge(it, birth, it.policy.ages.adult) ? refuse('adult.noRight') : chosenPerson(it)
}

/** Whoever shows authority over a child is not told that he has none, although this relation alone gives none. */
function showsAuthority<W extends World>(it: Case<W>): boolean {
  const { authorityExtract, ruling } = it.facts.evidence
  if (authorityExtract !== null) return authorityExtract.authority !== 'notHolder'
  return ruling !== null && (ruling.measure === 'guardianship' || ruling.measure === 'partialAuthority')
}
