/**
 * Traditional letters that occur in the names of divisions, countries and cities, each before its simplified one. Made on 2026-11-29 with the npm
 * package opencc-js 1.4.2 (MIT and Apache-2.0) from these names, as they are written in Taiwan, in Hong Kong and by OpenCC
 * itself; a few variants are added by hand. The last row are letters that variants
 * of goods are called by.
 */
const table = `
乾干 亞亚 佈布 來来 侖仑 倉仓 個个 們们 倫伦 偉伟 僕仆 儀仪 兒儿 兗兖 內内 兩两 冊册 凱凯 別别 則则 剋克 剛刚 創创 劃划 劄札 劍剑 務务 勛勋 勝胜 勞劳 勳勋 勸劝 勻匀 匯汇 區区 協协 卻却 厤历
參参 叢丛 吳吴 呂吕 員员 啓启 啟启 喬乔 單单 噹当 囌苏 國国 圍围 園园 圖图 團团 堅坚 堯尧 場场 塗涂 墊垫 墾垦 壇坛 壘垒 壩坝 壯壮 壺壶 壽寿 夢梦 夾夹 奧奥 婁娄 孫孙 宮宫 實实 寧宁 審审 寬宽
寶宝 將将 尋寻 屬属 岡冈 峯峰 島岛 峽峡 崍崃 崑昆 崗岗 崙仑 嵐岚 嶗崂 嶧峄 嶺岭 嶼屿 嶽岳 巖岩 師师 幹干 幾几 庫库 廂厢 廈厦 廠厂 廣广 廬庐 張张 強强 彆别 彌弥 彥彦 彿佛 後后 從从 復复 徵征
徹彻 恆恒 愛爱 慶庆 憑凭 應应 懞蒙 懷怀 揚扬 撫抚 撾挝 敍叙 敎教 敘叙 於于 時时 晉晋 暉晖 曆历 會会 東东 枴拐 柺拐 査查 棗枣 棲栖 楊杨 業业 極极 榦干 榮荣 樂乐 樅枞 樓楼 標标 樹树 樺桦 橋桥
橫横 檯台 檳槟 權权 欒栾 欽钦 歐欧 歷历 歸归 涇泾 涼凉 淥渌 淨净 淩凌 淶涞 渦涡 渾浑 湞浈 湧涌 湯汤 準准 溝沟 溫温 溮浉 滄沧 滎荥 滙汇 滿满 漢汉 漣涟 漵溆 潁颍 潛潜 潤润 潯浔 澂澄 澗涧 澠渑
澤泽 澱淀 濛蒙 濟济 濬浚 濰潍 濱滨 瀋沈 瀏浏 瀘泸 瀾澜 灘滩 灣湾 灤滦 為为 烏乌 無无 煙烟 煩烦 熱热 燈灯 營营 爐炉 爲为 爾尔 猶犹 獅狮 獨独 獲获 獻献 現现 琿珲 瑤瑶 瑪玛 環环 瓊琼 甌瓯 甕瓮
產产 畢毕 當当 疇畴 疊叠 發发 監监 盤盘 盧卢 眾众 矇蒙 硃朱 硯砚 碩硕 碭砀 確确 磯矶 礄硚 礦矿 祕秘 祿禄 禪禅 禮礼 稅税 稜棱 稱称 穀谷 積积 窩窝 窪洼 競竞 箇个 箚札 節节 範范 簡简 約约 紅红
納纳 紐纽 級级 紮扎 細细 紹绍 結结 絳绛 綏绥 經经 綜综 綠绿 綫线 維维 綽绰 綿绵 緬缅 縉缙 縣县 績绩 繆缪 織织 纍累 羅罗 羣群 義义 習习 聖圣 聞闻 聯联 聶聂 肅肃 脫脱 膠胶 臘腊 臥卧 臨临 臺台
與与 興兴 舊旧 茲兹 荊荆 莊庄 華华 萊莱 萬万 葉叶 蒼苍 蓆席 蓋盖 蓮莲 蔘参 蔭荫 蕪芜 蕭萧 薊蓟 薌芗 薑姜 薩萨 藍蓝 藴蕴 藺蔺 蘄蕲 蘆芦 蘇苏 蘊蕴 蘭兰 蘿萝 處处 衆众 術术 衚胡 衛卫 衝冲 衞卫
裏里 裡里 複复 覺觉 觀观 託托 訥讷 許许 詔诏 誇夸 誌志 誕诞 誼谊 調调 諸诸 諾诺 謀谋 謙谦 謝谢 謨谟 譙谯 譜谱 讓让 讚赞 谿溪 豐丰 貝贝 貞贞 貢贡 貴贵 買买 費费 賀贺 資资 賈贾 賓宾 賚赉 賢贤
賴赖 賽赛 贊赞 贛赣 趙赵 車车 軍军 載载 輔辅 輝辉 輪轮 輿舆 轄辖 轉转 辦办 農农 連连 週周 進进 遊游 運运 達达 遙遥 遜逊 遠远 遷迁 遼辽 邁迈 邊边 郟郏 郵邮 鄆郓 鄉乡 鄒邹 鄖郧 鄧邓 鄭郑 鄰邻
鄲郸 鄴邺 鉅巨 鉛铅 銀银 銅铜 鋒锋 鋼钢 錢钱 錦锦 錫锡 錯错 鍾钟 鎣蓥 鎮镇 鏡镜 鐘钟 鐵铁 鑲镶 長长 門门 開开 間间 閔闵 閣阁 閤合 閩闽 閬阆 閻阎 關关 陘陉 陝陕 陰阴 陳陈 陸陆 陽阳 隨随 隴陇
雙双 雜杂 雞鸡 離离 雲云 電电 霑沾 靈灵 靜静 鞏巩 韆千 韋韦 韓韩 響响 頁页 頂顶 項项 順顺 頓顿 頗颇 領领 頭头 額额 顛颠 類类 風风 颱台 餘余 館馆 饒饶 馬马 駐驻 騰腾 騷骚 驊骅 驗验 驛驿 體体
髮发 鬆松 鬍胡 鬥斗 鬱郁 魚鱼 魯鲁 鮁鲅 鮑鲍 鮮鲜 鯉鲤 鳩鸠 鳳凤 鳴鸣 鴨鸭 鵝鹅 鶴鹤 鷹鹰 鹹咸 鹼碱 鹽盐 麗丽 麥麦 麽么 黃黄 點点 黨党 齊齐 龍龙
淺浅 號号 碼码 裝装 條条 絲丝 絨绒 純纯 層层 帶带 圓圆 膚肤 彈弹 顏颜 槍枪 纖纤 襪袜 褲裤`;

const simplifiedOf: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [before = '', after = ''] = pair;
      return [before, after];
    }),
);

const traditional = new RegExp(`[${[...simplifiedOf.keys()].join('')}]`, 'gu');

/** `text` with the simplified letter for each that a place's name may be written with; as long as it was. */
export function simplified(text: string): string {
  return text.replace(traditional, (letter) => simplifiedOf.get(letter) ?? letter);
}
