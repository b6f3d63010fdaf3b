/** How much somebody may still send: two token buckets in one record, kept per socket and per address. */
export type Rate = { readonly messagesPerSecond: number; readonly bytesPerSecond: number };
export type Budget = { messages: number; bytes: number; atMs: number };

/** A full bucket lasts for so many seconds of the allowed rate: a burst when somebody joins is no abuse. */
export const BURST_SECONDS = 4;

export const fullBudget = (rate: Rate, nowMs: number): Budget => ({
  messages: rate.messagesPerSecond * BURST_SECONDS,
  bytes: rate.bytesPerSecond * BURST_SECONDS,
  atMs: nowMs,
});

const refill = (budget: Budget, rate: Rate, nowMs: number): void => {
  const seconds = Math.max(0, nowMs - budget.atMs) / 1000;
  budget.messages = Math.min(rate.messagesPerSecond * BURST_SECONDS, budget.messages + seconds * rate.messagesPerSecond);
  budget.bytes = Math.min(rate.bytesPerSecond * BURST_SECONDS, budget.bytes + seconds * rate.bytesPerSecond);
  budget.atMs = nowMs;
};

/** Takes one message of so many bytes, or nothing. @returns whether there was room for it */
export const spend = (budget: Budget, rate: Rate, nowMs: number, bytes: number): boolean => {
  refill(budget, rate, nowMs);
  if (budget.messages < 1 || budget.bytes < bytes) return false;
  budget.messages -= 1;
  budget.bytes -= bytes;
  return true;
};

export const isFull = (budget: Budget, rate: Rate, nowMs: number): boolean => {
  refill(budget, rate, nowMs);
  return budget.messages >= rate.messagesPerSecond * BURST_SECONDS && budget.bytes >= rate.bytesPerSecond * BURST_SECONDS;
};
