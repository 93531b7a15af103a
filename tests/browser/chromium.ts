import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The Chromium of this machine, or undefined where there is none. `CHROMIUM` names one that stands elsewhere. */
export const chromiumPath: string | undefined = places.find((place) => place !== undefined && existsSync(place))

export const noChromium =
  'No Chromium was found on this machine, so nothing was checked in a browser. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.'

/** Starts it without a window and without any traffic of its own. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
