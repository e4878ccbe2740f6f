export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  tone: 'info' | 'success' | 'error';
  text: string;
  /** For example “Hoàn tác”. */
  action?: ToastAction;
  /** A second way on, less likely: for example “Hoàn tác” beside “Mở”. */
  otherAction?: ToastAction;
}

/** Short notices at the edge of the page, read aloud by screen readers. */
export class Toasts {
  items: Toast[] = $state.raw([]);
  #nextId = 1;

  /** The number by which it can be dismissed before its time. */
  show(toast: Omit<Toast, 'id'>, durationMs = toast.action || toast.tone === 'error' ? 10_000 : 4_000): number {
    const id = this.#nextId++;
    this.items = [...this.items.slice(-3), { ...toast, id }];
    setTimeout(() => this.dismiss(id), durationMs);
    return id;
  }

  dismiss(id: number): void {
    this.items = this.items.filter((toast) => toast.id !== id);
  }
}
