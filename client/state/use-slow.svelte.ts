/** Whether something has been under way for so long that it should be said. Call in a component's set-up. */
export function useSlow(isBusy: () => boolean, afterMs = 1000) {
  let isSlow = $state(false);
  $effect(() => {
    isSlow = false;
    if (!isBusy()) return;
    const timer = setTimeout(() => (isSlow = true), afterMs);
    return () => clearTimeout(timer);
  });
  return {
    get isSlow() {
      return isSlow;
    },
  };
}
