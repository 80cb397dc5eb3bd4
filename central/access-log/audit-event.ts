/** The one maker of AuditEvents: from an event and its row in the list to FHIR R4. */
import type { AuditEvent, AuditEventAgent, AuditEventEntity, CodeableConcept } from '@medplum/fhirtypes'
import type { Instant } from '../../domain/ids.ts'
import { whoOf } from './actor.ts'
import type { Actor, Who } from './actor.ts'
import { agentRoles, entityKinds, outcomes, purposes, subtypes, types, visitProtocol } from './codes.ts'
import { accessEvents } from './list.ts'
import type { AccessEvent } from './list.ts'
import type { AnyAgentRow, AnyEntityRow, AnyRow, Value } from './row.ts'

/** An event's fields by name: the row is checked against them where it is written (row.ts). */
type Known = Readonly<Record<string, Value>>

/** `hospital`: its name; `at`: when it happened, by the central's clock. */
export function auditEvent(event: AccessEvent, about: { readonly hospital: string; readonly at: Instant }): AuditEvent {
  const row: AnyRow = accessEvents[event.kind]
  const known: Known = event
  const { hospital, at } = about
  const purpose = purposeOf(row, known)
  const because = becauseOf(row, known)
  const entity = row.entities.flatMap((one) => entitiesOf(one, known))
  return {
    resourceType: 'AuditEvent',
    type: types[row.type],
    ...(row.subtype === null ? {} : { subtype: [subtypes[row.subtype]] }),
    action: row.action,
    recorded: at,
    outcome: outcomes[row.outcome],
    ...(because === null ? {} : { outcomeDesc: because }),
    ...(purpose === null ? {} : { purposeOfEvent: [purpose] }),
    agent: row.agents.flatMap((one) => agentOf(one, known, { hospital, purpose })),
    source: { observer: { display: hospital }, site: row.site },
    ...(entity.length === 0 ? {} : { entity }),
  }
}

function purposeOf({ purpose }: AnyRow, known: Known): CodeableConcept | null {
  const [why] = purpose === undefined ? [] : textsOf(known[purpose.field])
  const coding = Object.values(purposes).find(({ code }) => code === why)
  if (purpose === undefined || coding === undefined) return null
  const { system, code } = coding
  return { coding: [purpose.display ? coding : { system, code }] }
}

function becauseOf({ because }: AnyRow, known: Known): string | null {
  if (because === undefined) return null
  return 'is' in because ? because.is : (textsOf(known[because.field])[0] ?? null)
}

/** None for a field that nobody is in. */
function agentOf(
  row: AnyAgentRow,
  known: Known,
  { hospital, purpose }: { readonly hospital: string; readonly purpose: CodeableConcept | null },
): readonly AuditEventAgent[] {
  const [who] = row.who === 'hospital' ? [{ display: hospital }] : referencesOf(known[row.who], row)
  const [address] = row.address === undefined ? [] : textsOf(known[row.address])
  if (who === undefined) return []
  const agent: AuditEventAgent = {
    ...(row.role === null ? {} : { type: { coding: [agentRoles[row.role]] } }),
    who,
    requestor: row.requestor,
    // 2: IP address (R4 network-type).
    ...(address === undefined || address === '' ? {} : { network: { address, type: '2' } }),
    ...(row.underProtocol === undefined || purpose === null
      ? {}
      : { purposeOfUse: [purpose], policy: [visitProtocol] }),
  }
  return [agent]
}

function entitiesOf(row: AnyEntityRow, known: Known): readonly AuditEventEntity[] {
  const [query] = row.query === undefined ? [] : textsOf(known[row.query])
  const named = (row.details ?? []).flatMap((type) =>
    textsOf(known[type]).map((valueString) => ({ type, valueString })),
  )
  const detail = [...named, ...(row.always === undefined ? [] : [row.always])]
  const entity: AuditEventEntity = {
    ...entityKinds[row.as],
    ...(row.name === undefined ? {} : { name: row.name }),
    ...(query === undefined ? {} : { query: Buffer.from(query, 'utf8').toString('base64') }),
    ...(detail.length === 0 ? {} : { detail }),
  }
  return row.what === undefined ? [entity] : referencesOf(known[row.what]).map((what) => ({ what, ...entity }))
}

function referencesOf(value: Value | undefined, { named = false }: { readonly named?: boolean } = {}): readonly Who[] {
  if (isActor(value)) return [whoOf(value, { named })]
  return textsOf(value).map((reference) => ({ reference }))
}

/** The words of a field: none, one or several. */
function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined || value === null || isActor(value)) return []
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : value
}

function isActor(value: Value | undefined): value is Actor {
  return typeof value === 'object' && value !== null && 'is' in value
}
