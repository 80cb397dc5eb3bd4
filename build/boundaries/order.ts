/**
 * The order inside each room, from the bottom up: a folder may import the folders of the lines above its own, and nothing
 * of its own line but itself. '.' is what lies directly in the room. A folder that is not named belongs to the nearest one
 * above it that is; one without any fails, so that whoever adds a folder says where it stands (ARCHITECTURE.md).
 */
export const order: Readonly<Record<string, readonly (readonly string[])[]>> = {
  domain: [
    // Ids and units, languages, limits.
    ['.'],
    // What two processes say to each other: it may know nothing but what is above and itself.
    ['contract/control', 'contract/envelope', 'contract/gateway'],
    ['contract/device', 'contract/messages', 'contract/intake/formats'],
    ['contract/content', 'contract/intake'],
    ['bytes', 'days', 'coding', 'identity/name', 'dossier/words'],
    // Whether something in a record holds today; how failures are said.
    ['validity', 'outcome', 'verify/base'],
    // Who may see what by a mandate.
    ['entitlements'],
    ['identity'],
    ['policy'],
    ['policy/hospitals', 'document', 'forms'],
    ['rules/refusals'],
    ['rules/basis'],
    ['rules/rows'],
    ['rules'],
    // What one of several people signs: the verifier reads it too.
    ['lifecycle', 'dossier/read', 'verify/pdf', 'requests/acts'],
    ['fhir', 'dossier/kinds', 'verify'],
    ['dossier', 'journeys'],
    ['requests'],
  ],
  paper: [['.']],
  session: [
    ['arm', 'ports', 'print'],
    ['flow'],
    ['central', 'signing', 'machine'],
    ['receipt'],
    // Puts a visit together.
    ['.'],
  ],
  main: [
    ['clock', 'files', 'http', 'jose'],
    ['log', 'processes'],
    ['secrets', 'trust'],
    ['custody'],
    ['line', 'device'],
    ['host'],
    ['visit'],
    ['start'],
    // Puts the kiosk together.
    ['.'],
  ],
  preload: [['.']],
  renderer: [['channel', 'texts', 'style'], ['state'], ['input'], ['parts'], ['shell'], ['screens'], ['.']],
  central: [
    ['clock', 'store/base', 'log-chain', 'requests', 'web/verify/page'],
    ['http', 'keys', 'visits', 'store/fhir'],
    ['record', 'time', 'published', 'store/migrations', 'web/pages'],
    ['access-log', 'web/verify'],
    // What becomes of mandates that were granted.
    ['mandates'],
    ['devices', 'training'],
    ['kiosk-api/gateway', 'log-keeping', 'web/oidc'],
    ['web/staff/oidc'],
    ['web/login', 'web/staff'],
    ['web/desk'],
    ['web/approve'],
    [
      'requests/long-term',
      'requests/compose-set',
      'kiosk-api/channel',
      'kiosk-api/enrolment',
      'kiosk-api/intake/checks',
      'portal',
      'web',
    ],
    ['web/citizen', 'requests/decide'],
    // The ports of all that is stored, then who implements and uses them.
    ['store'],
    ['kiosk-api/intake', 'store/sqlite', 'web/status'],
    // Puts the central together, part by part and then whole.
    ['compose'],
    ['.'],
  ],
  tools: [['cases', 'escrow', 'rules'], ['.']],
  build: [['boundaries', 'lint', 'text', 'bootstrap'], ['vite'], ['package', 'install']],
}

export interface Place {
  /** The named folder that this file belongs to. */
  readonly folder: string
  /** Its line in the order, from 0. */
  readonly line: number
}

/** Where a file of a room stands; null when no line names its folder. @param file from the top: "main/line/line.ts". */
export function placeOf(room: string, file: string): Place | null {
  const inside = file.slice(room.length + 1)
  const lines = order[room] ?? []
  const found = lines
    .flatMap((folders, line) => folders.map((folder) => ({ folder, line })))
    .filter(({ folder }) => (folder === '.' ? !inside.includes('/') : inside.startsWith(`${folder}/`)))
    .sort((one, other) => other.folder.length - one.folder.length)
  return found[0] ?? null
}

/** Why a file of a room may not import another one of it; null: it may. A room without an order has none. */
export function outOfOrder(room: string, { from, to }: { readonly from: string; readonly to: string }): string | null {
  if (order[room] === undefined) return null
  const [own, target] = [placeOf(room, from), placeOf(room, to)]
  if (own === null) return `lies in a folder that build/boundaries/order.ts does not name`
  if (target === null || target.folder === own.folder || target.line < own.line) return null
  return `imports ${to}; in ${room} the folder ${own.folder} stands below ${target.folder} or beside it`
}
