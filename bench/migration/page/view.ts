/** What a picture is shown with: the product's own element, or a plain `<video>` as everybody has it. */
import '../../../web/ui/tiles/picture.ts';

export type View = {
  readonly element: HTMLElement;
  readonly show: (stream: MediaStream | null) => void;
};

export const createPlainView = (): View => {
  const element = document.createElement('video');
  Object.assign(element, { muted: true, autoplay: true });
  return {
    element,
    show: (stream) => {
      if (element.srcObject !== stream) element.srcObject = stream;
    },
  };
};

export const createProductView = (): View => {
  const element = document.createElement('patio-picture');
  element.style.display = 'grid';
  // as the tile's styles have it
  const style = document.createElement('style');
  style.textContent = 'patio-picture video { grid-area: 1 / 1; inline-size: 320px } patio-picture .coming { opacity: 0 }';
  element.prepend(style);
  return {
    element,
    show: (stream) => {
      element.stream = stream;
    },
  };
};
