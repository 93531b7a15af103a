// The whole platform inside a page: the SDK, MSW's service worker and the sandbox, with no server behind them.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doorChecks } from '../doors/checks.ts'
import type { Loopback } from '../loopback.ts'
import { chromiumPath, launchChromium, noChromium } from './chromium.ts'
import { openSite } from './site.ts'

if (chromiumPath === undefined) {
  test('the sandbox in Chromium', ({ skip }) => skip(noChromium))
} else {
  const executable = chromiumPath
  let site: Loopback
  let browser: Browser
  let page: Page
  const problems: string[] = []

  beforeAll(async () => {
    site = await openSite()
    browser = await launchChromium(executable)
    page = await browser.newPage()
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(site.url)
    await page
      .waitForFunction(() => 'concordPage' in window, undefined, { timeout: 60_000 })
      .catch((error) => {
        throw new Error(`The page did not start: ${problems.join('; ') || error}`)
      })
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  test('the journey runs in the page, from the link in the inbox to the refund', async () => {
    const { steps, file, refund, intercepted } = await page.evaluate(() => window.concordPage.runJourney())
    expect(intercepted).toBe(true)
    const sections = steps.filter(({ type }) => type === 'section_completed')
    expect(sections).toHaveLength(20)
    expect(steps.at(-1)).toMatchObject({ type: 'job_completed', status: 'completed' })
    expect(file.head.slice(0, 4)).toEqual([0x50, 0x4b, 3, 4])
    expect(file.length).toBeGreaterThan(5_000)
    expect(refund.status).toBe('processed')
    expect(problems).toEqual([])
  })

  test('a PDF is made in the page, with its font', async () => {
    const { head, length } = await page.evaluate(() => window.concordPage.exportPdf('Медоносні бджоли'))
    expect(String.fromCharCode(...head)).toBe('%PDF-')
    expect(length).toBeGreaterThan(10_000)
    expect(problems).toEqual([])
  })

  test('a listener in the page plays the backend: signed webhooks, again at the times of Stripe', async () => {
    expect(await page.evaluate(() => window.concordPage.playBackend())).toEqual({
      seen: Array(3).fill('payment_intent.created'),
      attempts: [500, 'The page is busy.', 200],
      status: 'delivered',
    })
    expect(problems).toEqual([])
  })

  describe('MSW in the browser', () => {
    for (const { name } of doorChecks) {
      test(name, () => page.evaluate((check) => window.concordPage.runCheck(check), name))
    }
  })
}
