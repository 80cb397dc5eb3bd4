/**
 * Reading aloud: Chromium on Linux asks no speech service unless it is told to (its switch `enable-speech-dispatcher`);
 * Windows and macOS have voices of their own. Without speech-dispatcher on the machine the switch does nothing.
 */
export function speechSwitches(platform: NodeJS.Platform = process.platform): readonly string[] {
  return platform === 'linux' ? ['enable-speech-dispatcher'] : []
}
