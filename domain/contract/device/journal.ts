/** The wipe journal: append-only lines, each a JWS (typ "balie-journal+jwt") by D-log, chained by hash. */
import * as v from 'valibot'
import { HostKind } from '../control/host-kind.ts'
import { Instant, Milliseconds, Sha256, VisitId } from '../../ids.ts'

export const EndKind = v.picklist([
  'done',
  'stopped',
  'idle',
  'staff',
  'sessionDied',
  'rendererDied',
  'suspended',
  'locked',
  'policyChanged',
  'timeLost',
  'ended',
  'shutdown',
  'ended-by-restart',
])
export type EndKind = v.InferOutput<typeof EndKind>

const Common = {
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** SHA-256 of the previous line; null on the first. */
  previous: v.nullable(Sha256),
  at: Instant,
  /** Boot id of the machine, so that restarts show. */
  boot: v.pipe(v.string(), v.maxLength(64)),
  host: HostKind,
} as const

export const JournalEntry = v.variant('kind', [
  v.strictObject({ ...Common, kind: v.literal('begin'), visit: VisitId }),
  /** The wipe receipt: no patient data, only what died, when and what was verified. */
  v.strictObject({
    ...Common,
    kind: v.literal('wiped'),
    visit: VisitId,
    end: EndKind,
    pids: v.array(
      v.strictObject({
        role: v.picklist(['session', 'renderer', 'browser']),
        pid: v.number(),
        exit: v.nullable(v.string()),
      }),
    ),
    cleared: v.array(v.picklist(['partition', 'profile', 'clipboard', 'selection', 'caches', 'connections'])),
    verified: v.boolean(),
    /** In served mode the browser is not ours. */
    browserOurs: v.boolean(),
    milliseconds: Milliseconds,
  }),
])
export type JournalEntry = v.InferOutput<typeof JournalEntry>

/** What a wipe receipt says; no patient data can be in here. */
export type WipeFacts = Pick<
  Extract<JournalEntry, { kind: 'wiped' }>,
  'pids' | 'cleared' | 'verified' | 'browserOurs' | 'milliseconds'
>
