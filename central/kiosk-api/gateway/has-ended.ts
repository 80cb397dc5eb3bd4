import type { VisitRow } from '../../visits/visits.ts'
import type { GatewayPorts } from './ports.ts'

/**
 * The desk may have stopped the visit while the store was answering, or the visitor may have said that this is somebody
 * else and a clerk have picked another: what was read then belongs to nobody here.
 */
export async function hasEnded({ visits }: Pick<GatewayPorts, 'visits'>, { record }: VisitRow): Promise<boolean> {
  const now = (await visits.find(record.visit))?.record
  return now?.state !== 'bound' || now.patient !== record.patient
}
