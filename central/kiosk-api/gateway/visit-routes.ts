/** The visit itself: read it, claim an identity, end it, and be woken when it changes. */
import * as v from 'valibot'
import { SaidClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { journeyOf, leadsOn } from '../../../domain/journeys/index.ts'
import type { VisitRoute } from './authenticated.ts'
import { parseBody } from './parse-body.ts'
import type { GatewayPorts } from './ports.ts'
import { json } from '../../http/answer.ts'
import { problem, refusalProblem } from './problem.ts'
import { saidRecord } from './said-record.ts'
import { wakeStream } from '../../http/wake-stream.ts'

export function visitRoutes({ visits }: GatewayPorts): readonly VisitRoute[] {
  return [
    {
      method: 'GET',
      path: '/visit',
      handle: async ({ row, context }) => json(saidRecord(row, context)),
    },
    {
      method: 'POST',
      path: '/visit/identity',
      async handle({ row, context }) {
        const said = parseBody(SaidClaim, context.body)
        if (said === null || !leadsOn(journeyOf(said.journey))) return problem('badRequest')
        const { as, ...claim } = said
        const changed = await visits.claim(row.record.visit, claim, { as })
        return changed.ok ? json(saidRecord(changed.row, context)) : refusalProblem(changed.refusal)
      },
    },
    {
      // Not the patient that the visitor came for: nobody is bound any more, and that one never again by this kiosk.
      method: 'POST',
      path: '/visit/patient/reject',
      async handle({ row, context }) {
        if (parseBody(v.strictObject({}), context.body) === null) return problem('badRequest')
        const changed = await visits.reject(row.record.visit)
        return changed.ok ? json(saidRecord(changed.row, context)) : refusalProblem(changed.refusal)
      },
    },
    {
      method: 'POST',
      path: '/visit/end',
      async handle({ row, context }) {
        if (context.body.length > 0 && parseBody(v.strictObject({}), context.body) === null)
          return problem('badRequest')
        const changed = await visits.end(row.record.visit, 'device')
        return changed.ok ? json(saidRecord(changed.row, context)) : refusalProblem(changed.refusal)
      },
    },
    {
      method: 'GET',
      path: '/visit/events',
      // The record decides, events only wake (docs/protocol.md, sequence 5); an ended visit has no more of them.
      handle: async ({ row, context }) =>
        wakeStream({
          gone: context.request.signal,
          listen: (wake, close) =>
            visits.onChange(({ record }) => {
              if (record.visit !== row.record.visit) return
              wake()
              if (record.state === 'ended') close()
            }),
        }),
    },
  ]
}
