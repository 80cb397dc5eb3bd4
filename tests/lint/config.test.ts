/** What ESLint really holds each room to: its resolved configuration of one file a room, not what the config seems to say. */
import { ESLint } from 'eslint'
import { expect, test } from 'vitest'
import { root } from '../runner/commands.ts'

const eslint = new ESLint({ cwd: root })
const rulesOf = async (file: string): Promise<Readonly<Record<string, readonly unknown[]>>> =>
  ((await eslint.calculateConfigForFile(file)) as { rules: Record<string, readonly unknown[]> }).rules

const everywhere = {
  'balie/short-functions': [2, 80],
  'max-lines': [2, { max: 400, skipBlankLines: true, skipComments: true }],
  '@typescript-eslint/no-explicit-any': [2],
  '@typescript-eslint/no-floating-promises': [2],
  '@typescript-eslint/no-misused-promises': [2],
  '@typescript-eslint/ban-ts-comment': [2],
}
const product = {
  ...everywhere,
  '@typescript-eslint/consistent-type-assertions': [2, { assertionStyle: 'never' }],
  '@typescript-eslint/no-non-null-assertion': [2],
  '@typescript-eslint/no-unsafe-assignment': [2],
}
const screen = {
  'balie/no-bare-click': [2],
  'balie/no-native-text-entry': [2],
  'balie/no-inline-style': [2],
  'balie/no-svelte-head': [2],
}

test.each([
  ['domain/ids.ts', product],
  ['paper/assets.ts', product],
  ['session/visit.ts', product],
  ['main/line.ts', product],
  ['preload/index.ts', product],
  ['central/clock/clock.ts', product],
  ['tools/verify.ts', product],
  ['renderer/state/kiosk.svelte.ts', { ...product, ...screen }],
  ['renderer/App.svelte', { ...everywhere, ...screen }],
  ['build/boundaries/table.ts', everywhere],
  ['tests/runner/stages.ts', everywhere],
])('%s is held to the rules of its room', async (file, expected) => {
  expect(await rulesOf(file)).toEqual(expect.objectContaining(expected))
})

test('main may take nothing from Electron that leaves the visit, a screen nothing that leaves the renderer', async () => {
  const inMain = JSON.stringify((await rulesOf('main/line.ts'))['no-restricted-imports'])
  for (const name of ['ipcMain', 'shell', 'net', 'crashReporter', 'globalShortcut', 'desktopCapturer', 'dialog'])
    expect(inMain).toContain(`"${name}"`)
  const names = async (file: string) => JSON.stringify((await rulesOf(file))['no-restricted-globals'])
  for (const file of ['renderer/App.svelte', 'renderer/state/kiosk.svelte.ts']) {
    for (const name of ['localStorage', 'indexedDB', 'fetch', 'WebSocket', 'console', 'open'])
      expect(await names(file)).toContain(`"${name}"`)
  }
  expect(await names('renderer/channel/rehearsal.ts')).not.toContain('"WebSocket"')
  expect(await names('renderer/channel/rehearsal.ts')).toContain('"localStorage"')
})

test('a composition root may have 120 lines, and only the two of main may', async () => {
  for (const file of ['main/kiosk.ts', 'main/connected.ts'])
    expect((await rulesOf(file))['balie/short-functions']).toEqual([2, 120])
  expect((await rulesOf('main/admission.ts'))['balie/short-functions']).toEqual([2, 80])
})
