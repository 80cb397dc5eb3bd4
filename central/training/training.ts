/** Training: the cast of this data folder, in the record at the first start. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { dayAt } from '../../domain/days/amsterdam.ts'
import type { EmbeddedStore } from '../store/fhir/embedded-store.ts'
import { writePrivate } from '../store/base/private-file.ts'
import { Cast, makeCast, markersOf } from './cast.ts'
import { seedMandates } from './mandates.ts'
import type { MandateSeed } from './mandates.ts'
import { recordOf } from './record.ts'
import { samplesOf } from './samples.ts'
import type { TrainingSample } from './samples.ts'

export interface Training {
  readonly cast: Cast
  readonly samples: readonly TrainingSample[]
}

/**
 * `markers`: at a first start all names and texts are random words; they are written to `markers.json` (0600), by
 * person, for who looks for traces after a visit, and nowhere else.
 */
export async function openTraining(options: {
  readonly data: string
  readonly store: EmbeddedStore
  readonly now: Date
  readonly markers: boolean
  /** How mandates that hold already come into the record. */
  readonly mandates: Omit<MandateSeed, 'store' | 'now'>
}): Promise<Training> {
  const { data, store, now, markers, mandates } = options
  const file = join(data, 'training.json')
  const known = existsSync(file) ? v.parse(v.pipe(v.string(), v.parseJson(), Cast), readFileSync(file, 'utf8')) : null
  const cast = known ?? makeCast({ today: dayAt(now.getTime()), random: markers })
  if (known === null) {
    if (markers) writePrivate(join(data, 'markers.json'), JSON.stringify(markersOf(cast), null, 2))
    writePrivate(file, JSON.stringify(cast, null, 2))
  }
  // All or nothing, so a start that was cut short begins again here.
  if (store.all('Patient').length === 0) await store.seed(recordOf(cast))
  await seedMandates(cast, { ...mandates, store, now })
  return { cast, samples: samplesOf(cast) }
}
