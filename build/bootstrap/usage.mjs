/**
 * What each command takes, as a person reads it. `--help` prints it before anything is installed, and an option that does
 * not stand here is refused with it: a slip of the keyboard shows how it is written, and no stack trace.
 */
export const usages = {
  start:
    '[--host electron|rehearsal|served] [--window 540x960] [--port N] [--state DIR] [--printer ipp://…] [--paper a4|roll80] [--markers]',
  reset: '[--state DIR] [--force]',
  test: '[STAGE…]',
  'test:electron-runtime': '',
  cases: '[DIR] | --table',
  stories: '[DIR] [--hard]',
  demo: '[--host rehearsal|electron]',
  journeys: '',
  bench: '[NAME…] [--beside DIR] [--rounds N]',
  verify:
    'FILE.pdf --anchor CA.pem [--with FORM.pdf] [--time-anchor TSA.pem] [--crl LIST.pem] [--device-key KEY.json] [--at TIME] [--level simple|advanced|qualified] [--english] [--json]',
  central: 'audit-verify DATA [--head FILE]',
  escrow: 'DATA-FOLDER ENVELOPE-ID [SIGNER] | --open PRIVATE-KEY.json FILE',
  'prove:document': '[COUNT] [SEED]',
  rules:
    'POLICY.json | A.json B.json | --explain FACTS.json POLICY.json | --examples | --sign KEY.json POLICY.json | --accept KEY.json FILE CURRENT.json OTHERS.json…',
  'prove:rules': '[DAY]',
  'prove:screens': '',
  'prove:year': '[--no-faults] [--days N] [--seed N]',
  'bench:rules': '',
  'mutate:rules': '[FILE…]',
  'test:judges': '',
  build: '',
  package: '',
  sbom: '',
}

/** @returns {string} the one line that says how a command is called */
export function usageOf(command) {
  return `npm run ${command}${usages[command] === '' ? '' : ` -- ${usages[command]}`}`
}

/**
 * What is wrong with the words behind a command, or null. Only whole options are looked at: what they are worth, the command says.
 * @param {string} command
 * @param {readonly string[]} args
 */
export function unknownOption(command, args) {
  const known = usages[command].match(/--[a-z-]+/g) ?? []
  return args.find((word) => /^-/.test(word) && !known.includes(word.replace(/=.*/s, ''))) ?? null
}
