// Whether the screen may use colours; what is told by colour is told by shape or words, too.
import { createContext, use } from 'react';

const ColorContext = createContext(true);

export const Colors = ColorContext;

/** The properties that colour a text, or none. */
export function useColor(): (color: string | null) => { color?: string; dimColor?: boolean } {
  const wanted = use(ColorContext);
  return (color) => {
    if (!wanted) return {};
    return color === null ? { dimColor: true } : { color };
  };
}
