/** Who looked in the own file: the button that asks for it, a long list in every role, and nobody. */
import type * as v from 'valibot'
import type { View } from '../../../domain/contract/messages/channel.ts'
import { lookers, type LookedAt, type Looker } from '../../../domain/contract/gateway/who-looked.ts'
import { dossier } from './dossier-fixture.ts'

type ScreenInput = v.InferInput<typeof View>['screen']

const line = (at: number): { when: string; who: Looker; what: LookedAt[]; refused: boolean } => ({
  when: `${String(28 - Math.floor(at / 3))} september 2026, tussen ${String(12 - (at % 3))} en ${String(13 - (at % 3))} uur`,
  who: lookers[at % lookers.length] ?? 'you',
  what: at % 4 === 0 ? ['appointments', 'medication', 'documents', 'messages'] : ['requests'],
  refused: at % 5 === 4,
})
const lines = Array.from({ length: 60 }, (_, at) => line(at))

export const whoLooked = {
  'dossier-may-ask': { ...dossier, mayAsk: true },
  'who-looked': { step: 'whoLooked', lines, shown: 300, total: 10_000 },
  'who-looked-nobody': { step: 'whoLooked', lines: [], shown: 0, total: 0 },
} as const satisfies Readonly<Record<string, ScreenInput>>
