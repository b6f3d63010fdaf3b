/** What stands on a screen, through all shadow roots: its words, how wide it is, and how large its buttons are. */
import type { Page } from '@playwright/test';

/** Every text that is shown or said: text nodes, names, descriptions, placeholders. Sorted, without repetition. */
export const wordsOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found = new Set<string>([document.title]);
    const add = (text: string | null): void => {
      const tidy = (text ?? '').replaceAll(/\s+/g, ' ').trim();
      if (/\p{L}/u.test(tidy)) found.add(tidy);
    };
    const visit = (node: Node): void => {
      if (node instanceof Text) add(node.data);
      else if (node instanceof Element) {
        if (['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(node.tagName) || !node.checkVisibility({ visibilityProperty: true })) {
          // a slot and an element with display: contents have no box, but what is in them has
          if (getComputedStyle(node).display !== 'contents') return;
        }
        for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) add(node.getAttribute(name));
      }
      for (const child of [...(node instanceof Element && node.shadowRoot !== null ? [node.shadowRoot] : []), ...node.childNodes])
        visit(child);
    };
    visit(document.body);
    return [...found].toSorted();
  });

/**
 * By how many pixels the page is wider than `widthPx`; 0 when nothing scrolls sideways. The window's own width is no
 * measure: a phone zooms out until a page that is too wide fits into it.
 */
export const sidewaysScroll = (page: Page, widthPx: number): Promise<number> =>
  page.evaluate(
    (width) => Math.max((document.scrollingElement ?? document.documentElement).scrollWidth, document.body.scrollWidth, innerWidth) - width,
    widthPx,
  );

export type Target = {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
};

/** Visible buttons inside the elements that the selector finds; nested components count. */
export const buttonsIn = (page: Page, selector: string): Promise<readonly Target[]> =>
  page.locator(`${selector} :is(button, summary)`).evaluateAll((buttons) =>
    buttons
      .filter((button) => button.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((button) => {
        const { width, height, left, right } = button.getBoundingClientRect();
        const name = (button.getAttribute('aria-label') ?? button.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
        return { name, width, height, left, right };
      }),
  );
