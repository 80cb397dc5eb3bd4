/** The rules that stand for promises: each one is shown red on what it forbids and green on what is meant instead. */
import { Linter } from 'eslint'
import * as svelteParser from 'svelte-eslint-parser'
import { describe, expect, test } from 'vitest'
import ts from 'typescript-eslint'
import globals from 'globals'
import { electronRules } from '../../build/lint/electron-rules.ts'
import { balie } from '../../build/lint/plugin.ts'
import { rendererRules } from '../../build/lint/renderer-rules.ts'

describe('a screen', () => {
  const refused: readonly (readonly [text: string, rule: string])[] = [
    ['<input type="text" />', 'balie/no-native-text-entry'],
    ['<textarea></textarea>', 'balie/no-native-text-entry'],
    ['<select><option>1</option></select>', 'balie/no-native-text-entry'],
    ['<div contenteditable="true"></div>', 'balie/no-native-text-entry'],
    ['<script>document.createElement("input")</script>', 'balie/no-native-text-entry'],
    ['<script>let a; a.contentEditable = "true"</script>', 'balie/no-native-text-entry'],
    ['<p style="color: red">x</p>', 'balie/no-inline-style'],
    ['<script>let a; a.setAttribute("style", "color: red")</script>', 'balie/no-inline-style'],
    ['<svelte:head><title>x</title></svelte:head>', 'balie/no-svelte-head'],
    ['<script>document.title = "x"</script>', 'balie/no-leaving'],
    ['<p>{document.title}</p>', 'balie/no-leaving'],
    ['<script>document["cookie"] = "x"</script>', 'balie/no-leaving'],
    ['<script>console.log(1)</script>', 'no-restricted-globals'],
    ['<script>localStorage.x = 1</script>', 'no-restricted-globals'],
    ['<script>window.sessionStorage.x = 1</script>', 'balie/no-leaving'],
    ['<script>indexedDB.open("x")</script>', 'no-restricted-globals'],
    ['<script>document.cookie = "x"</script>', 'balie/no-leaving'],
    ['<script>caches.open("x")</script>', 'no-restricted-globals'],
    ['<script>navigator.clipboard.writeText("x")</script>', 'balie/no-leaving'],
    ['<script>URL.createObjectURL(x)</script>', 'balie/no-leaving'],
    ['<script>history.pushState({}, "")</script>', 'no-restricted-globals'],
    ['<script>fetch("/")</script>', 'no-restricted-globals'],
    ['<button onclick={() => fetch("/")}>x</button>', 'no-restricted-globals'],
    ['<button onclick={() => 1}>x</button>', 'balie/no-bare-click'],
    ['<script>let onclick = () => 1</script><div {onclick}>x</div>', 'balie/no-bare-click'],
    ['<button on:click={() => 1}>x</button>', 'balie/no-bare-click'],
    ['<div onpointerup={() => 1}>x</div>', 'balie/no-bare-click'],
    ['<button type="button">x</button>', 'balie/no-bare-click'],
    ['<script>let a; a.addEventListener("click", () => 1)</script>', 'balie/no-bare-click'],
    ['<script>let a; a.onclick = () => 1</script>', 'balie/no-bare-click'],
    ['<script>new XMLHttpRequest()</script>', 'no-restricted-globals'],
    ['<script>new WebSocket("ws://x")</script>', 'no-restricted-globals'],
    ['<script>new BroadcastChannel("x")</script>', 'no-restricted-globals'],
  ]
  test.each(refused)('may not have «%s»', (text, rule) => {
    expect(lintScreen(text)).toContain(rule)
  })

  test('may have our own field, a style directive, and local names that only sound alike', () => {
    const text = `<script>const history = [1]; history.at(0); const documents = [{ title: 'Terms' }]</script>
{#each documents as document (document.title)}<p>{document.title}</p>{/each}
<svelte:window onpointerdown={() => history.at(0)} />
<button type="button" {@attach onPress(() => history.at(0))}>x</button>
<div role="textbox" tabindex="0" style:width="3px" class="field"></div>`
    expect(lintScreen(text)).toEqual([])
  })

  test('may open a socket in the one folder that is the channel, and still not store anything there', () => {
    const rules = rendererRules({ mayConnect: true })
    expect(lint({ text: 'new WebSocket("ws://x")', rules })).toEqual([])
    expect(lint({ text: 'localStorage.x = 1', rules })).toEqual(['no-restricted-globals'])
  })
})

describe('the supervisor', () => {
  const refused = [
    `import { ipcMain } from 'electron'`,
    `import { shell } from 'electron'`,
    `import { net } from 'electron'`,
    `import { crashReporter } from 'electron'`,
    `import electron from 'electron'`,
    `import * as electron from 'electron'`,
    `import { session } from 'electron'; session.defaultSession.clearCache()`,
    `page.on('before-input-event', look)`,
  ]
  test.each(refused)('may not have «%s»', (text) => {
    expect(lint({ text, rules: electronRules })).not.toEqual([])
  })

  test('may name what it needs, and use Node’s own network', () => {
    const text = `import { app, session } from 'electron'; import * as net from 'node:net'; session.fromPartition('a'); app; net`
    expect(lint({ text, rules: electronRules })).toEqual([])
  })
})

describe('a function', () => {
  const rules: Linter.RulesRecord = { 'balie/short-functions': ['error', 10] }
  const lines = (count: number, line = 'f()') => Array.from({ length: count }, () => line).join('\n')
  test.each([
    `function a() {\n${lines(9)}\n}`,
    `const a = () => {\n${lines(9)}\n}`,
    `class A { a() {\n${lines(9)}\n} }`,
    // A table whose entry is long is code in disguise, and so is one behind much code.
    `const a = () => ({\nb: [\n${lines(21, '1,')}\n],\n})`,
    `function a() {\n${lines(9)}\nreturn [1]\n}`,
  ])('that is longer than it may be is refused: %#', (text) => {
    expect(lint({ text, rules })).toEqual(['balie/short-functions'])
  })
  test.each([
    `function a() {\n${lines(8)}\n}`,
    `const a = () => [\n${lines(20, '1,')}\n]`,
    `function a() {\nreturn {\n${lines(20, 'b: 1,')}\n}\n}`,
    `describe('a', () => {\n${lines(20)}\n})`,
    `describe.each([1])('a', () => {\n${lines(20)}\n})`,
    `export function contract() {\ndescribe('a', () => {\n${lines(20)}\n})\n}`,
  ])('that is short, a table or a suite is fine: %#', (text) => {
    expect(lint({ text, rules })).toEqual([])
  })
})

function lintScreen(text: string): readonly string[] {
  const rules = rendererRules({ mayConnect: false })
  return lint({ text, rules, filename: 'a.svelte', parser: svelteParser })
}

/** Names of the rules that spoke; a file that does not parse throws. */
function lint({ text, rules, filename = 'a.ts', parser = ts.parser }: LintJob): readonly string[] {
  const languageOptions = { parser, globals: globals.browser }
  const config = { files: ['**/*.ts', '**/*.svelte'], plugins: { balie }, rules, languageOptions }
  return new Linter().verify(text, config, { filename }).map(({ ruleId, message }) => {
    if (ruleId === null) throw new Error(message)
    return ruleId
  })
}

interface LintJob {
  readonly text: string
  readonly rules: Linter.RulesRecord
  readonly filename?: string
  readonly parser?: Linter.Parser
}
