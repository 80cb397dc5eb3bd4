/** Who is meant, and what papers he holds by now. */
import type { Held, Said } from './papers.ts'
import { roleOf } from './roles.ts'
import type { Somebody, World } from './world.ts'

/** By key, given name, family name, whole name, or as the only one of his kind; null: nobody is meant for sure. */
export function whoIs(world: World, word: string, speaker: Somebody | null = null): Somebody | null {
  const lower = word.trim().toLowerCase()
  if (lower === 'visitor') return speaker
  const all = Object.keys(world.story.people).flatMap((key) => world.person(key) ?? [])
  const named = all.filter(({ key, given, family }) =>
    [key, given, family, `${given} ${family}`].some((name) => name.toLowerCase() === lower),
  )
  if (named.length > 0) return named[0] ?? null
  const others = all.filter(({ role }) => role !== 'patient' && role !== 'nobody')
  const relative = ['old one', 'sister', 'brother', 'daughter', 'son', 'grantee', 'proxy'].includes(lower)
  return relative && others.length === 1 ? (others[0] ?? null) : null
}

/** What somebody says of papers holds from now on: of his own, or of everybody's when a clerk says it. */
export function noted(world: World, said: Partial<Said>, by: Somebody | null): void {
  const keys = by === null ? Object.keys(world.story.people) : [by.key]
  for (const key of keys) {
    const one = world.person(key)
    const mine =
      said.holders === undefined
        ? said
        : { ...said, holders: said.holders.map((word) => whoIs(world, word, one ?? by)?.key ?? word) }
    world.papers.set(key, { ...world.papers.get(key), ...mine })
  }
}

/** The papers of this person; where nobody said whom the extract names, whoever is called sole, or all holders together. */
export function heldBy(world: World, person: Somebody): Held {
  const said = world.papers.get(person.key) ?? {}
  const holders = said.holders ?? holdersOf(world)
  const isOne = holders.includes(person.key)
  return {
    said,
    authority: !isOne ? 'notHolder' : holders.length > 1 ? 'joint' : 'sole',
    organisation: person.organisation,
  }
}

function holdersOf({ story }: World): readonly string[] {
  const holders = Object.entries(story.people).filter(
    ([, one]) => roleOf(one) === 'holder' && !/no authority|WithoutAuthority/.test(one.role),
  )
  const sole = holders.filter(([, { role, note = '' }]) => /\bsole\b/.test(`${role} ${note}`))
  return (sole.length === 1 ? sole : holders).map(([key]) => key)
}
