/** What somebody's camera takes in the tests: a village road at night, drawn and rendered to a JPEG of ordinary size. */
import type { Browser } from 'playwright-core'

/** A file as the file chooser takes it. */
export interface PhotoFile {
  name: string
  mimeType: string
  buffer: Buffer
}

const road = (lit: boolean) => `
<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600" viewBox="0 0 800 600" style="display:block">
  <rect width="800" height="600" fill="${lit ? '#2b3550' : '#141a28'}"/>
  <circle cx="650" cy="90" r="36" fill="#e9e4cf"/>
  <path d="M0 330 L120 260 L260 330 L400 250 L560 330 L700 270 L800 330 V600 H0Z" fill="${lit ? '#34402f' : '#1a2119'}"/>
  <path d="M330 330 H430 L700 600 H80Z" fill="${lit ? '#7a7468' : '#37352f'}"/>
  <path d="M378 360 h8 l6 60 h-20z M370 450 h24 l10 120 h-44z" fill="#d8d2c0"/>
  <rect x="520" y="250" width="180" height="110" fill="${lit ? '#8a6f56' : '#3d332a'}"/>
  <path d="M500 250 L610 190 L720 250Z" fill="${lit ? '#7b3b2c' : '#38211b'}"/>
  <rect x="600" y="300" width="44" height="60" fill="#241b15"/>
  ${lit ? '<path d="M262 150 L120 470 H420Z" fill="#ffe9a8" opacity="0.5"/>' : ''}
  <path d="M196 540 V130 h70" fill="none" stroke="#8d949c" stroke-width="12"/>
  <ellipse cx="270" cy="140" rx="30" ry="12" fill="${lit ? '#fff3c4' : '#4a5058'}"/>
</svg>`

/** The road with its lamp lit or dark. */
export async function photoOf(browser: Browser, lit: boolean): Promise<PhotoFile> {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } })
  await page.setContent(`<body style="margin:0">${road(lit)}</body>`)
  const buffer = await page.screenshot({ type: 'jpeg', quality: 90 })
  await page.close()
  return { name: lit ? 'lit.jpg' : 'dark.jpg', mimeType: 'image/jpeg', buffer }
}
