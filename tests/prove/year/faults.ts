/** Faults in time and key code, as replacements in a copy of the sources: the simulation must notice each. */

/** One place in the sources, and what stands there instead. */
export interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
}

export interface Fault extends Edit {
  readonly name: string
  /** A second guard that would catch the first one's fault. */
  readonly also?: Edit
}

export const faults: readonly Fault[] = [
  {
    name: 'content is renewed only at a start',
    file: 'central/compose/tend.ts',
    from: 'if (await content.renew(now()))',
    to: 'if (content.bundle.version < 0)',
  },
  {
    name: 'the Keyset is renewed only at a start',
    file: 'central/compose/tend.ts',
    from: 'if (await house.tend(now()))',
    to: 'if (house.keysetVersion < 0)',
  },
  {
    name: 'the TLS certificate is renewed only at a start',
    file: 'central/compose/tend.ts',
    from: 'if (fresh) return null',
    to: 'if (fresh || at.getTime() > 0) return null',
  },
  {
    name: 'everything is renewed at nine tenths of its life',
    file: 'domain/contract/device/lifetimes.ts',
    from: 'const renewShare = 0.5',
    to: 'const renewShare = 0.9',
  },
  {
    name: 'a kiosk never asks for new keys',
    file: 'main/device/renewal.ts',
    from: 'if (!this.#refused && !renewalDue(means, known.at)) return',
    to: 'if (!this.#refused || !renewalDue(means, known.at)) return',
  },
  {
    name: 'a visit starts although it could not be sealed',
    file: 'main/admission.ts',
    from: 'return sealable(means, { from: at, until: at + uncertainty + longestVisit })',
    to: 'return means.sealChain !== "" || sealable(means, { from: at, until: at + uncertainty + longestVisit })',
  },
  {
    name: 'a statement that contradicts is overlooked',
    file: 'main/trust/time.ts',
    from: "if (beyond > (coarse ? dateSlack : slewing)) return this.lose('contradicted')",
    to: 'if (beyond > (coarse ? dateSlack : slewing)) return',
  },
  {
    name: 'a leap of the machine’s clock is overlooked',
    file: 'main/trust/leaps.ts',
    from: 'const leapt = Math.abs(now - known) > leap',
    to: 'const leapt = Math.abs(now - known) > leap * 1e9',
  },
  {
    name: 'a lost time does not end the visit',
    file: 'main/kiosk.ts',
    from: "supervisor.tell({ type: 'timeLost' })",
    to: '',
  },
  {
    name: 'a refused token leads to nothing',
    file: 'main/line/client/central-client.ts',
    from: 'if (answer?.status === 401 && time.now() !== null) onRefused?.()',
    to: 'void onRefused',
  },
  {
    name: 'the intake knows only the newest D-log',
    file: 'central/kiosk-api/intake/checks/certificate.ts',
    from: 'for (const set of device.keys) {',
    to: 'for (const set of device.keys.slice(-1)) {',
  },
  {
    name: 'keys that ended need a person at once',
    file: 'central/kiosk-api/enrolment/renewal.ts',
    from: 'const approval = ended > recoverDays * day',
    to: 'const approval = ended > 0 * recoverDays',
  },
  {
    name: 'new keys are not kept on the disk',
    file: 'main/trust/trusted.ts',
    from: 'await this.#raise((now) => ({ account, sealChain, previous: now.account, pastLog: [...now.pastLog, log] }))',
    to: 'this.#device = { ...this.#device, account, sealChain, previous: this.#device.account, pastLog: [log] }',
  },
  {
    name: 'the keys before are never tried',
    file: 'main/device/renewal.ts',
    from: 'const before = previous === null ? null : await readDeviceKeys(secrets, previous)',
    to: 'const before = previous === null || previous !== "" ? null : await readDeviceKeys(secrets, previous)',
  },
  {
    name: 'the kiosk waits five minutes between two tries to connect',
    file: 'main/line/channel/device-channel.ts',
    from: 'export const channelBackoff: Backoff = { first: 500, cap: 20_000 }',
    to: 'export const channelBackoff: Backoff = { first: 300_000, cap: 300_000 }',
  },
  {
    name: 'the kiosk waits ten minutes between two tries for keys',
    file: 'main/device/renewal.ts',
    from: 'const tryEvery = 12_000',
    to: 'const tryEvery = 600_000',
  },
  {
    name: 'renewed keys are not used',
    file: 'main/device/keys-in-use.ts',
    from: '    this.#now = next\n    this.#onSwap(next)',
    to: '    this.#onSwap(next)',
  },
  {
    name: 'a form from before the central’s clock was set back is refused',
    file: 'domain/contract/device/lifetimes.ts',
    from: 'export const setBack = 15 * minute',
    to: 'export const setBack = 0 * minute',
  },
  {
    name: 'a withdrawn kiosk gets new keys',
    file: 'central/kiosk-api/enrolment/renewal.ts',
    from: 'return found === null || found.withdrawn ? null : found',
    to: 'return found',
    // Two guards, one behind the other: without the first the store still refuses.
    also: {
      file: 'central/store/sqlite/devices.ts',
      from: "if (known.withdrawn) return 'withdrawn'",
      to: '',
    },
  },
]
