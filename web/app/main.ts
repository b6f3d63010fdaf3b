/** Boot: replaced by the composition root. */
export {};
