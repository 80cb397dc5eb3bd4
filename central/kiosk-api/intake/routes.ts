/** PUT /intake/envelopes/{id}: the one way in for what was signed (docs/protocol.md, sequence 10). */
import * as v from 'valibot'
import { envelopeLimit } from '../../../domain/limits.ts'
import { quarantineFullStatus, Receipt } from '../../../domain/contract/envelope/receipt.ts'
import type { IntakeAnswer } from '../../../domain/contract/envelope/receipt.ts'
import { EnvelopeId } from '../../../domain/ids.ts'
import { withDevice } from '../channel/routes.ts'
import { json, problem, problemOf } from '../../http/answer.ts'
import { atMost } from '../../http/at-most.ts'
import type { Route } from '../../http/route.ts'
import { signClaims } from '../../keys/house-key.ts'
import type { FaultKind } from './faults.ts'
import { decodeJwt } from 'jose'
import type { IntakePorts } from './ports.ts'
import { receive } from './receive.ts'

/** Envelopes that are unpacked at a time: each may hold 8 MiB and the pages and resources in it. */
const atOnce = 4

export function intakeRoutes(ports: IntakePorts): readonly Route[] {
  const inTurn = atMost(atOnce)
  return [
    withDevice(ports.tokens, {
      method: 'PUT',
      path: '/intake/envelopes/:id',
      bodyLimit: envelopeLimit,
      async handle({ params, body }, sender) {
        const fault = ports.faults?.() ?? null
        const id = v.safeParse(EnvelopeId, params['id'])
        if (!id.success || body.length === 0) return problem('badRequest')
        const early = fault === null ? null : await misbehave(fault)
        if (early !== null) return early
        try {
          const received = await inTurn(() => receive(ports, { id: id.output, body, sender }))
          if (received.kind === 'conflict') return problem('conflict')
          if (received.kind === 'full') return problemOf('quarantineFull', quarantineFullStatus)
          if (fault === 'lostAnswer') return problem('fault')
          const receipt = fault === 'wrongReceipt' ? await forged(ports, received.receipt) : received.receipt
          return json({ receipt } satisfies IntakeAnswer, received.first ? 201 : 200)
        } catch (error) {
          // Nothing was written: it may come again.
          ports.onFault('PUT /intake/envelopes/:id', error)
          return problem('busy', { 'retry-after': '5' })
        }
      },
    }),
  ]
}

/** The answers that keep an envelope from being received at all; null for faults of the answer only. */
function misbehave(fault: FaultKind): Promise<Response | null> {
  switch (fault) {
    case 'garbage':
      return Promise.resolve(new Response('<html>captive portal</html>', { headers: { 'content-type': 'text/html' } }))
    case 'unauthorized':
      return Promise.resolve(problem('unauthorized'))
    case 'conflict':
      return Promise.resolve(problem('conflict'))
    case 'tooLarge':
      return Promise.resolve(problem('tooLarge'))
    case 'busy':
      return Promise.resolve(problem('tooManyTries', { 'retry-after': '2' }))
    case 'fault':
      return Promise.resolve(problem('fault'))
    case 'wrongReceipt':
    case 'lostAnswer':
      return Promise.resolve(null)
    default:
      return fault satisfies never
  }
}

/** The right receipt by the wrong key. */
function forged({ house }: IntakePorts, receipt: string): Promise<string> {
  return signClaims({ key: house.content, typ: 'balie-receipt+jwt', claims: v.parse(Receipt, decodeJwt(receipt)) })
}
