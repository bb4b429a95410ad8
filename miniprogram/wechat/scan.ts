import Taro from '@tarojs/taro';

export type Scanned = { kind: 'read'; text: string } | { kind: 'given_up' } | { kind: 'no_camera' };

/** Opens WeChat's scanner. `given_up`: the person went back. `no_camera`: not allowed or not there; offer the typed code. */
export async function scan(): Promise<Scanned> {
  try {
    const { result, path } = await Taro.scanCode({ scanType: ['qrCode', 'wxCode' as 'qrCode'] });
    const text = result || path;
    return text ? { kind: 'read', text } : { kind: 'no_camera' };
  } catch (failure) {
    const reason = (failure as { errMsg?: string })?.errMsg ?? '';
    return reason.includes('cancel') ? { kind: 'given_up' } : { kind: 'no_camera' };
  }
}

/** Whether to offer the scanner at all. */
export const hasScanner = true;
