/** Last pages that say one thing more: that others sign as well, that old access stops. */
import type { Screen } from '../../../domain/contract/messages/screen.ts'

export const doneScreens = {
  'done-waits': {
    step: 'done',
    about: 'form',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'received',
    waits: '23 december 2026',
    at: '2026-11-23T10:44:00+01:00',
    print: null,
  },
  'done-old-stopped': {
    step: 'done',
    about: 'form',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'received',
    oldStops: true,
    at: '2026-11-23T10:44:00+01:00',
    print: null,
  },
} as const satisfies Readonly<Record<string, Screen>>
