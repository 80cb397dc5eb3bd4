/** Where an identity provider keeps grants, sessions and codes: SQLite, with the seven methods it asks for. */
import type { DatabaseSync } from 'node:sqlite'
import { errors } from 'oidc-provider'
import type { Adapter, AdapterConstructor, AdapterPayload } from 'oidc-provider'
import * as v from 'valibot'
import { limits } from '../../../domain/limits.ts'
import type { OidcTable } from '../../web/oidc/adapter.ts'

const Row = v.object({ payload: v.string() })

/** `now` in milliseconds: what has expired is not found any more and goes at the next write. */
export function sqliteOidc(database: DatabaseSync, table: OidcTable, now: () => number): AdapterConstructor {
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO ${table} (model, id, payload, uid, user_code, grant_id, expires) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const by = (column: string) =>
    database.prepare(
      `SELECT payload FROM ${table} WHERE model = ? AND ${column} = ? AND (expires IS NULL OR expires > ?)`,
    )
  const [byId, byUid, byUserCode] = [by('id'), by('uid'), by('user_code')]
  const purge = database.prepare(`DELETE FROM ${table} WHERE expires <= ?`)
  // Log-ins that nobody finished are the only thing that a stranger can make here without end.
  const trim = database.prepare(
    `DELETE FROM ${table} WHERE rowid IN
       (SELECT rowid FROM ${table} WHERE grant_id IS NULL ORDER BY rowid DESC LIMIT -1 OFFSET ?)`,
  )
  const consume = database.prepare(
    `UPDATE ${table} SET payload = json_set(payload, '$.consumed', ?)
     WHERE model = ? AND id = ? AND json_extract(payload, '$.consumed') IS NULL`,
  )
  const remove = database.prepare(`DELETE FROM ${table} WHERE model = ? AND id = ?`)
  const removeGrant = database.prepare(`DELETE FROM ${table} WHERE grant_id = ?`)

  return class implements Adapter {
    readonly #model: string
    constructor(model: string) {
      this.#model = model
    }
    async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
      purge.run(now())
      trim.run(limits.login.kept)
      upsert.run(
        this.#model,
        id,
        JSON.stringify(payload),
        payload.uid ?? null,
        payload.userCode ?? null,
        payload.grantId ?? null,
        expiresIn === undefined || expiresIn <= 0 ? null : now() + expiresIn * 1000,
      )
    }
    async find(id: string): Promise<AdapterPayload | undefined> {
      return parse(byId.get(this.#model, id, now()))
    }
    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return parse(byUid.get(this.#model, uid, now()))
    }
    async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return parse(byUserCode.get(this.#model, userCode, now()))
    }
    async consume(id: string): Promise<void> {
      // Of two who bring one code at once, one is refused: the provider looks before it consumes.
      if (consume.run(Math.floor(now() / 1000), this.#model, id).changes === 0)
        throw new errors.InvalidGrant('consumed before')
    }
    async destroy(id: string): Promise<void> {
      remove.run(this.#model, id)
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      removeGrant.run(grantId)
    }
  }
}

/** Only what this adapter wrote comes back, so its shape is the provider's own. */
function parse(row: unknown): AdapterPayload | undefined {
  if (row === undefined) return undefined
  return v.parse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())), v.parse(Row, row).payload)
}
