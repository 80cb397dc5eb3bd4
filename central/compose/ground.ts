/** What everything else stands on: the data folder, the stores, the keys, the rules in force and the people of training. */
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemNow } from '../clock/clock.ts'
import type { Now } from '../clock/clock.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { openHouse } from '../keys/house.ts'
import type { House } from '../keys/house.ts'
import { droppedKeysetFile } from '../keys/keyset.ts'
import { trainingHospital, trainingHospitalId, trainingPolicy } from '../published/content/content.ts'
import { Policies } from '../published/policy/policies.ts'
import { rulesAtStart } from '../published/policy/rules-at-start.ts'
import { openDatabase } from '../store/database.ts'
import { loadDefinitions } from '../store/fhir/definitions.ts'
import { sqliteStores } from '../store/sqlite/stores.ts'
import type { SqliteStores } from '../store/sqlite/stores.ts'
import { openTraining } from '../training/training.ts'
import type { Training } from '../training/training.ts'
import type { CentralOptions } from './central.ts'

export interface Ground {
  readonly data: string
  readonly databaseFile: string
  readonly hospital: string
  readonly now: Now
  readonly stores: SqliteStores
  readonly house: House
  readonly policies: Policies
  /** The policy in force at this start. */
  readonly policy: HospitalPolicy
  readonly training: Training
  close(): void
}

/** Rejects when the data folder or the newest rules cannot be had (rules-at-start.ts). */
export async function openGround(options: CentralOptions): Promise<Ground> {
  const { data, now = systemNow, markers, policyFile = null, around = (stores) => stores } = options
  mkdirSync(data, { recursive: true, mode: 0o700 })
  chmodSync(data, 0o700)
  const databaseFile = join(data, 'central.sqlite')
  const database = openDatabase(databaseFile)
  const stores = around(sqliteStores(database, now))
  const house = await openHouse({
    data,
    hospital: trainingHospital,
    hospitalId: trainingHospitalId,
    now: now(),
    onRefused: (why) => process.stderr.write(`${droppedKeysetFile} is not taken: ${why}\n`),
  })
  const key = house.content
  const policies = await Policies.open({ store: stores.policies, keys: [key.public], hospital: trainingHospitalId })
  const policy = await rulesAtStart({ policies, key, first: trainingPolicy, file: policyFile, now: now() })
  loadDefinitions(data)
  const mandates = { requests: stores.requests, receipt: house.receipt, policy, hospital: trainingHospital }
  const training = await openTraining({ data, store: stores.fhir, now: now(), markers, mandates })
  const close = (): void => database.close()
  return { data, databaseFile, hospital: trainingHospital, now, stores, house, policies, policy, training, close }
}
