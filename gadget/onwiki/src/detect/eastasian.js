'use strict';

/**
 * What names, towns and firms can look like in Chinese, Japanese and Korean, where no capital tells them from a
 * sentence. bot/detect/eastasian.py.
 */

const patterns = require( './patterns.js' );
const text = require( './text.js' );

const KANA_INSIDE = /[\u3400-\u9fff々][ぁ-ん]+[\u3400-\u9fff々]|^[ぁ-ん][\u3400-\u9fff]|[ぁ-ん]{2,4}[をにはがでと]$/;
// 聞かれた, 答えない: a verb of one character and its ending, no surname and given name.
const VERB = /[\u3400-\u9fff々][ぁ-ん]{0,3}(?:れ[てたる]|ない|ます|せん|ても|って|った|[えけめね]る|[いし][てた]|する|べき)$/;
const KANA_NAME = /[ぁ-ん]{2}[子代江枝]$/; // くみ子
const ADDRESS = /[路街巷弄段道][\u3400-\u9fff]{0,3}[0-9]+[号號]/;
const LEARNS = '学學教写寫读讀做搞研'; // how what somebody does begins
const ONE_OF = /^一?[间間家个個所](?:小|老|新)|某|^(?:[大中小]学|[大中小]學|高中|初中|本科)[念读讀学學修主攻毕畢时時里裡]/; // 间小茶铺, 中铁某局: one, and it is not named
const KANA_BEHIND = /[\u3400-\u9fff々][ぁ-ん]/;
const KANJI = '\\u3400-\\u9fff々';
const NAME = 3; // characters of a name, its family's with it

const THAI_BEGINS = 'เแโใไ'; // vowels that are written before their consonant

/**
 * @param {string} page
 * @param {number} at
 * @return {boolean} Whether a Thai syllable would be cut in two at a place: no word begins or ends there
 */
function partsSyllable( page, at ) {
	if ( !( at > 0 && at < page.length ) ) {
		return false;
	}
	const next = page[ at ]; // vowels and signs that belong to the consonant before
	return THAI_BEGINS.indexOf( page[ at - 1 ] ) >= 0 || next === '\u0e45' ||
		( next >= '\u0e30' && next <= '\u0e3a' ) || ( next >= '\u0e47' && next <= '\u0e4e' );
}

/** What family names (config/rules/surnames) and small words (wording.yaml) say of a value. */
class EastAsian {
	/**
	 * @param {Record<string, string[]>} surnames By language
	 * @param {(key: string, code: string) => string[]} wording Gives the words of a key in a language
	 */
	constructor( surnames, wording ) {
		const single = surnames.ko.filter( ( name ) => name.length === 1 );
		const longer = surnames.ko.filter( ( name ) => name.length > 1 );
		const one = '[' + single.join( '' ) + ']';
		this._korean = new Set( single );
		this._chinese = new Set( surnames.zh );
		this._sentenceWords = new RegExp( '[' + wording( 'sentence_words', 'zh' ).join( '' ) + ']' );
		this._townEnds = wording( 'town_ends', 'ja' );
		/** Behind a town in a sentence */
		this.townParticles = wording( 'town_particles', 'ja' );
		/** A town with what says that it is one, and a particle behind it */
		this.municipality = new RegExp(
			'^([\u3040-\u30ff\u3400-\u9fff々]{1,8}?[市町村区郡])(?=[' + this.townParticles.join( '' ) + '])'
		);
		this.koreanParticles = wording( 'subject_particles', 'ko' );
		/** A name of a family's name and one or two syllables behind a space */
		this.korean = new RegExp( '^(?:' + [ one ].concat( longer ).join( '|' ) + ')(?: |[가-힣]{1,2}(?: |$))' );
		/** A sentence's subject that may be somebody's name: three syllables and a particle */
		this.koreanSubject = new patterns.Pattern(
			'(?:^|[.!?\\n] ?)(' + one + '[가-힣](?![' + wording( 'thing_syllables', 'ko' ).join( '' ) + '])[가-힣])' +
			'(?:\\([^()\\n]{4,40}\\) ?)?[' + wording( 'subject_particles', 'ko' ).join( '' ) + '] ', 'u'
		);
		/** 山田花子は: the same, by the last character of a given name or by a title */
		this.japaneseSubject = new patterns.Pattern(
			'([' + KANJI + ']{2,4}[' + wording( 'given_ends', 'ja' ).join( '' ) + ']|[' + KANJI + ']{1,5}(?:' +
			wording( 'honorifics', 'ja' ).join( '|' ) + '))[' + wording( 'subject_particles', 'ja' ).join( '' ) + ']', 'u', KANJI
		);
		/** 袁琳是: somebody's name where a sentence begins; the family's names of two characters are rare enough */
		this.chineseSubject = new patterns.Pattern(
			'(?:^|[。！？!?\\n：:] ?)([' + surnames.zh.filter( ( name ) => name.length === 1 ).join( '' ) + '][\\u3400-\\u9fff]{1,2})' +
			'(?:' + wording( 'article_is', 'zh' ).concat( wording( 'biography_verbs', 'zh' ) ).join( '|' ) + ')|[他她](?![人乡鄉日山国國律])', 'u', '其吉维維排利'
		);
		this._japanese = new RegExp( '^[' + KANJI + ']{2,4}[' + wording( 'given_ends', 'ja' ).join( '' ) + ']$', 'u' );
	}

	/**
	 * @param {string} kind
	 * @param {string} low
	 * @param {string} code
	 * @return {boolean} Whether a value that a slot took can be one in the page's language; true wherever nothing is
	 *  known
	 */
	fits( kind, low, code ) {
		const name = kind === 'name' || kind === 'fullname';
		const first = low[ 0 ];
		if ( code === 'ko' && name && first >= '\uac00' && first <= '\ud7a3' ) {
			const words = text.words( low );
			if ( low.endsWith( '학교' ) ) {
				return false; // 한울대학교: a school
			}
			return this._korean.has( first ) && words.length <= 2 && words.join( '' ).length <= 5;
		}
		if ( code === 'zh' && first >= '\u3400' && first <= '\u9fff' ) {
			if ( this._sentenceWords.test( low ) ) {
				return false;
			}
			if ( kind === 'school' && low[ low.length - 1 ] === '生' ) {
				return false; // 高二学生
			}
			if ( kind === 'place' && LEARNS.indexOf( first ) >= 0 ) {
				return false; // 学化学
			}
			if ( ( kind === 'org' || kind === 'school' ) && ( ADDRESS.test( low ) || ONE_OF.test( low ) ) ) {
				return false;
			}
			if ( name && low.indexOf( '·' ) < 0 && low.indexOf( '・' ) < 0 ) {
				const plain = low.replace( / /g, '' );
				return plain.length >= 2 && plain.length <= 4 && ( this._chinese.has( plain.slice( 0, 2 ) ) ||
					( this._chinese.has( plain[ 0 ] ) && plain.length < 4 ) );
			}
		}
		if ( code === 'ja' && first >= '\u3040' && first <= '\u9fff' ) {
			if ( name ) {
				return !KANA_INSIDE.test( low.replace( KANA_NAME, '' ) ) && !VERB.test( low );
			}
			if ( kind === 'school' && low[ low.length - 1 ] === '生' ) {
				return false; // 歳の中学生
			}
			if ( kind === 'place' ) {
				return !KANA_BEHIND.test( low.replace( /[のが]/g, '' ) ) || this._townEnds.indexOf( low[ low.length - 1 ] ) >= 0;
			}
		}
		return true;
	}

	/**
	 * @param {string} word
	 * @param {string} code
	 * @return {boolean} Whether a word at a line's beginning reads as somebody's name
	 */
	isPerson( word, code ) {
		return code === 'ja' ? this._japanese.test( word ) : this.isName( word, code );
	}

	/**
	 * @param {string} shown
	 * @return {boolean} Whether a Japanese text ends with what reads as a person's name: 画家佐藤裕太
	 */
	endsWithPerson( shown ) {
		return [ 5, 4 ].some( ( size ) => size <= shown.length && this._japanese.test( shown.slice( -size ) ) );
	}

	/**
	 * @param {string} word
	 * @param {string} code
	 * @return {boolean} Whether a word standing alone before a comma reads as a Chinese or Korean name
	 */
	isName( word, code ) {
		return word.length <= NAME && ( code === 'zh' || code === 'ko' ) && this.fits( 'name', word, code );
	}
}

module.exports = { EastAsian: EastAsian, partsSyllable: partsSyllable };
