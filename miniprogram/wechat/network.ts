import Taro from '@tarojs/taro';

/** Tells whether the phone is connected, now and at each change. */
export function onNetwork(listener: (connected: boolean) => void): void {
  Taro.getNetworkType()
    .then(({ networkType }) => listener(networkType !== 'none'))
    .catch(() => listener(true));
  Taro.onNetworkStatusChange(({ isConnected }) => listener(isConnected));
}
