/**
 * The clock of a visit, without a timer of its own: when everything is covered, how long until the wipe. Seconds come
 * from the device policy (120 s, then 45 s of warning; the end screen 90 s; with help 10 minutes). It belongs to whoever must
 * act: while the visitor waits for the desk it stands still, though not for ever.
 */
import type { DevicePolicy } from '../../domain/contract/device/device-policy.ts'

export interface Idle {
  /** When the visit began, or the desk last gave more time: a visit has a longest time, whatever touches the glass. */
  readonly began: number
  /** Monotonic milliseconds of the last sign of a person, or since when the end screen stands. */
  readonly since: number
  /** Since when everything is covered. */
  readonly covered: number | null
  /** Somebody of the desk gave more time: until the end of the visit. */
  readonly assisted: boolean
  /** Since when the bell rings or somebody is coming: the clock stands, at most as long as the assisted one. */
  readonly help: number | null
  /** Since when the desk must act, or last did something for this visit; null: the visitor must act. */
  readonly desk: number | null
}

export type IdleState =
  /** `wipeAt`: the end screen stands, and this is when it goes. */
  | { readonly kind: 'running'; readonly wipeAt: number | null }
  /** The desk must act. */
  | { readonly kind: 'standing'; readonly secondsLeft: number }
  | { readonly kind: 'covered'; readonly secondsLeft: number }
  | { readonly kind: 'over'; readonly end: 'idle' | 'done' }

/** Milliseconds that the end screen counts down before everything is wiped. */
const wipeCountdown = 12_000

/** Milliseconds that a visitor waits for a desk that does nothing at all; each act of a clerk begins it anew. */
export const longestDeskWait = 15 * 60_000

/** A visit has just begun. */
export function startIdle(now: number): Idle {
  return { began: now, since: now, covered: null, assisted: false, help: null, desk: null }
}

/** A touch or a key: starts the clock anew, but never uncovers: whoever touches may be somebody else. */
export function touched(idle: Idle, now: number): Idle {
  return idle.covered === null ? { ...idle, since: now } : idle
}

/** The desk gives more time, also to a visit that lasts long already. */
export function extended(idle: Idle, now: number): Idle {
  return { ...touched(idle, now), began: now, assisted: true }
}

/** "I am still here": uncovers and starts the clock anew. */
export function stayed(idle: Idle, now: number): Idle {
  return { ...idle, since: now, covered: null }
}

/** The desk must act from now on, or need not any more: then the visitor has all his time again. */
export function waitsForDesk(idle: Idle, options: { readonly waits: boolean; readonly now: number }): Idle {
  const { waits, now } = options
  if (waits) return idle.desk === null ? { ...stayed(idle, now), desk: now } : idle
  return idle.desk === null ? idle : { ...stayed(idle, now), desk: null }
}

/** Somebody of the desk does something for this visit: nothing is wiped under his hands. */
export function attended(idle: Idle, now: number): Idle {
  return idle.desk === null ? idle : { ...stayed(idle, now), desk: now }
}

/** The bell rang, or was answered to the end; while it rings the clock stands. */
export function helped(idle: Idle, options: { readonly ringing: boolean; readonly now: number }): Idle {
  const { ringing, now } = options
  if (ringing) return idle.help === null ? { ...idle, help: now } : idle
  if (idle.help === null) return idle
  return idle.covered === null ? { ...idle, help: null, since: now } : { ...idle, help: null, covered: now }
}

/** Covers when it is time, and says what holds now. `done`: the end screen stands. */
export function look(options: {
  readonly idle: Idle
  readonly now: number
  readonly policy: DevicePolicy
  readonly done: boolean
}): { readonly idle: Idle; readonly state: IdleState } {
  const { idle, now, policy, done } = options
  const assisted = policy.assistedMinutes * 60_000
  const helpUntil = idle.help === null ? -Infinity : idle.help + assisted
  // Something that presses again and again (a bag on the keyboard, a ghost touch) can say "I am still here", too.
  const lastsUntil = idle.began + policy.longestVisitMinutes * 60_000
  if (done) {
    const wipeAt = Math.min(Math.max(idle.since + policy.doneFor * 1000, helpUntil), lastsUntil + policy.doneFor * 1000)
    if (now >= wipeAt) return { idle, state: { kind: 'over', end: 'done' } }
    // The bell sinks one step per second before the wipe (docs/look.md, Motion): long enough to say "wait".
    const sinks = wipeAt - now <= Math.min(wipeCountdown, (policy.doneFor * 1000) / 2)
    return {
      idle,
      state: sinks ? { kind: 'covered', secondsLeft: Math.ceil((wipeAt - now) / 1000) } : { kind: 'running', wipeAt },
    }
  }
  const normal = policy.idleWarnAfter * 1000
  const deskUntil = idle.desk === null ? -Infinity : idle.desk + longestDeskWait
  const quietUntil = idle.since + (idle.assisted ? Math.max(assisted, normal) : normal)
  const warnAt = Math.max(Math.min(quietUntil, lastsUntil), helpUntil, deskUntil)
  const covered = idle.covered ?? (now >= warnAt ? warnAt : null)
  if (covered === null) {
    const wipeIn = Math.ceil((warnAt + policy.idleWipeAfter * 1000 - now) / 1000)
    return {
      idle,
      state: idle.desk === null ? { kind: 'running', wipeAt: null } : { kind: 'standing', secondsLeft: wipeIn },
    }
  }
  const wipeAt = Math.max(covered, helpUntil) + policy.idleWipeAfter * 1000
  if (now >= wipeAt) return { idle: { ...idle, covered }, state: { kind: 'over', end: 'idle' } }
  return { idle: { ...idle, covered }, state: { kind: 'covered', secondsLeft: Math.ceil((wipeAt - now) / 1000) } }
}
