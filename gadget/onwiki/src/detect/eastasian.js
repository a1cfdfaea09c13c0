'use strict';

/**
 * What names, towns and firms can look like in Chinese, Japanese and Korean, where no capital tells them from a
 * sentence. bot/detect/eastasian.py.
 */

const text = require( './text.js' );

const KOREAN = '김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용';
const CHINESE = '王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔' +
	'白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊沿梅莫庄莊辛管祝左涂谷祁时時舒耿牟卜路' +
	'詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵閔解强強柴华華车車冉房边邊辜吉饶饒刁瞿戚丘古米池滕晋晉苑邬臧畅宫宮来來嵺苟全褚廉简簡娄婁盖蓋符奚木穆' +
	'党黨燕郎邸冀谈談姬屠连連郜晏栾欒郁商蒙计計喻揭窦竇迟遲宇敖糜鄢冷卓花仇艾蓝藍都巩鞏稽井练練仲乐樂虞卞封竺冼原官衣楚佟栗匡宗应應台巫鞠僧桑荆荊谌諶银銀扬揚明沙薄伏岑习習胥保和蔺藺危';
const COMPOUND = [
	'上官', '令狐', '公孙', '公孫', '司徒', '司馬', '司马', '夏侯', '尉迟', '慕容', '欧阳', '歐陽', '皇甫', '端木', '諸葛', '诸葛'
];
const KANA_INSIDE = /[\u3400-\u9fff々][ぁ-ん]+[\u3400-\u9fff々]|^[ぁ-ん][\u3400-\u9fff]|[ぁ-ん]{2,4}[をにはがでと]$/;
const KANA_BEHIND = /[\u3400-\u9fff々][ぁ-ん]/;
const NAME = 3; // characters of a name, its family's with it
const TOWN = '市町村区県都府道郡島駅';
const SMALL_WORDS = /[不么也了些他们你又吗吧呢啊嘛她就很您我每没的还这這還那麼]/;

/**
 * @param {string} kind
 * @param {string} low
 * @param {string} code
 * @return {boolean} Whether a value that a slot took can be one in the page's language; true wherever nothing is known
 */
function fits( kind, low, code ) {
	const name = kind === 'name' || kind === 'fullname';
	const first = low[ 0 ];
	if ( code === 'ko' && name && first >= '\uac00' && first <= '\ud7a3' ) {
		const words = text.words( low );
		return KOREAN.indexOf( first ) >= 0 && words.length <= 2 && words.join( '' ).length <= 5;
	}
	if ( code === 'zh' && first >= '\u3400' && first <= '\u9fff' ) {
		if ( SMALL_WORDS.test( low ) ) {
			return false;
		}
		if ( name && low.indexOf( '·' ) < 0 && low.indexOf( '・' ) < 0 ) {
			const plain = low.replace( / /g, '' );
			return plain.length >= 2 && plain.length <= 4 && ( COMPOUND.indexOf( plain.slice( 0, 2 ) ) >= 0 ||
				( CHINESE.indexOf( plain[ 0 ] ) >= 0 && plain.length < 4 ) );
		}
	}
	if ( code === 'ja' && first >= '\u3040' && first <= '\u9fff' ) {
		if ( name ) {
			return !KANA_INSIDE.test( low );
		}
		if ( kind === 'place' ) {
			return !KANA_BEHIND.test( low.replace( /[のが]/g, '' ) ) || TOWN.indexOf( low[ low.length - 1 ] ) >= 0;
		}
	}
	return true;
}

/**
 * @param {string} word
 * @param {string} code
 * @return {boolean} Whether a word standing alone before a comma reads as a Chinese or Korean name
 */
function isName( word, code ) {
	return word.length <= NAME && ( code === 'zh' || code === 'ko' ) && fits( 'name', word, code );
}

module.exports = { KOREAN: KOREAN, fits: fits, isName: isName };
