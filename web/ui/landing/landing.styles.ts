/** Landing: words on the left, the scene on the right; on phones the scene stands above the words. */
import { css } from 'lit';

export const landingStyles = css`
  :host {
    position: absolute;
    inset: 0;
    overflow: auto;
    background: var(--canvas);
    display: grid;
    grid-template: auto 1fr / minmax(0, 1fr);
    padding: 0 max(var(--space-8), env(safe-area-inset-right)) 0 clamp(var(--space-8), 6.6vw, 160px);
  }
  .behind {
    position: fixed;
    inset: 0;
    pointer-events: none;
  }
  .wash {
    position: absolute;
    inset: 0;
    background: linear-gradient(
      90deg,
      var(--canvas) 0,
      color-mix(in srgb, var(--canvas) 95%, transparent) 36%,
      color-mix(in srgb, var(--canvas) 70%, transparent) 48%,
      transparent 66%
    );
  }
  header {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
    padding-block: var(--space-8) var(--space-4);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 16px;
    line-height: 24px;
  }
  nav .button {
    white-space: nowrap;
  }
  nav {
    display: flex;
    gap: var(--space-1);
    padding: var(--space-1);
  }
  main {
    position: relative;
    inline-size: min(472px, 100%);
    align-self: center;
    padding-block: var(--space-6) var(--space-12);
  }
  .display {
    font-size: 52px;
    line-height: 56px;
    font-weight: var(--weight-strong);
    letter-spacing: -0.032em;
    text-wrap: balance;
    inline-size: min(600px, 100vw - 64px);
  }
  .lead {
    font-size: 16px;
    line-height: 24px;
    margin-block-start: var(--space-4);
    text-wrap: pretty;
  }
  .missing {
    margin-block-start: var(--space-6);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-panel);
    background: var(--warn-soft);
    box-shadow: inset 3px 0 0 var(--warn);
    display: grid;
    gap: var(--space-2);
  }
  .new {
    margin-block-start: var(--space-8);
    min-block-size: 52px;
    padding-inline: 28px;
  }
  form {
    margin-block-start: var(--space-5);
  }
  .field.big {
    min-block-size: 48px;
    padding-inline-end: var(--space-1);
    border-radius: var(--button-radius-big);
    background: var(--surface);
  }
  .go {
    color: var(--accent);
  }
  .truth {
    margin-block-start: var(--space-8);
    display: grid;
    gap: var(--space-2);
  }
  .truth li {
    display: flex;
    gap: var(--space-3);
  }

  @media (max-width: 859px) {
    :host {
      padding-inline: max(var(--space-6), env(safe-area-inset-left)) max(var(--space-6), env(safe-area-inset-right));
    }
    .behind {
      position: absolute;
      inset: 0 0 auto;
      block-size: min(44vh, 420px);
      overflow: hidden;
    }
    .wash {
      background: linear-gradient(transparent 40%, var(--canvas) 96%);
    }
    header {
      padding-block: max(var(--space-3), env(safe-area-inset-top)) 0;
    }
    main {
      inline-size: min(560px, 100%);
      justify-self: center;
      align-self: start;
      padding-block-start: min(26vh, 240px);
    }
  }
  @media (max-width: 479px) {
    :host {
      padding-inline: var(--space-4);
    }
    header {
      gap: var(--space-2);
    }
    nav .button {
      padding-inline: var(--space-2);
    }
    .brand span {
      position: absolute;
      clip-path: inset(50%);
    }
    .display {
      inline-size: auto;
      font-size: 36px;
      line-height: 40px;
    }
    .lead,
    .truth {
      font-size: 16px;
      line-height: 24px;
    }
    .new {
      inline-size: 100%;
      margin-block-start: var(--space-6);
    }
    main {
      padding-block-end: max(var(--space-8), env(safe-area-inset-bottom));
    }
  }
  /* Two words beside the mark are what a small phone holds; the settings lead to the rest. */
  @media (max-width: 399px) {
    .host {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .behind {
      display: none;
    }
  }
`;
