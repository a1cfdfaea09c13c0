'use strict';

/**
 * Whose is it? Moves a candidate's score by what is said around it and where it stands. bot/detect/ownership.py.
 *
 * For: first person, the owner's box, a contact section. Against: another person's or an article's text,
 * quotations, references, other people's posts, functions' addresses, negation and fiction.
 */

const contact = require( './recognizers/contact.js' );
const cues = require( './cues.js' );
const lexicons = require( './lexicon.js' );
const regions = require( './regions.js' );
const text = require( './text.js' );

/**
 * @typedef {import('./lexicon.js').Hit} Hit
 * @typedef {import('./regions.js').Block} Block
 * @typedef {import('./view.js').Candidate} Candidate
 * @typedef {import('./view.js').View} View
 */

const Mark = regions.Mark;
const Sign = lexicons.Sign;
const unspaced = cues.unspaced;

/** @type {Array<[number, string]>} */
const FOREIGN = [
	[ Mark.REF, 'a reference' ], [ Mark.QUOTE, 'a quotation' ], [ Mark.CODE, 'code' ],
	[ Mark.PERSON, "another person's box" ], [ Mark.CITE, 'a citation' ], [ Mark.PAID, 'a required disclosure' ],
	[ Mark.BLOCKED, 'a block notice' ], [ Mark.DRAFT, 'a draft' ]
];
const SIGNATURE = 120; // characters from a signature's link to the end of its line
const SHAPES = [ 'email', 'phone', 'address' ];
const NAMED = [ 'email', 'social_handle', 'messaging_handle' ];
const NOBODYS = [ 'credential', 'ip_address' ];
const ACCOUNTS = [ 'social_handle', 'messaging_handle' ];
const CROWDED = SHAPES.concat( [ 'real_name', 'ip_address', 'birth_date' ] );
const LINES = [ 'prose', 'item' ];
// What only people have: a form with one of these is a person's.
const PERSONAL = [
	'birth_date', 'age_minor', 'school', 'employer', 'credential', 'national_id', 'messaging_handle'
];
const HEADING_WORDS = 3; // `Contact details:` heads a list, a longer line without `I` introduces somebody's words
const CAPITAL_WORD = '[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][\\p{L}\\p{Nl}\\p{No}]+';
const TWO_CAPITALS = new text.Pattern( CAPITAL_WORD + ' ' + CAPITAL_WORD, 'u', '\\p{L}\\p{Nl}\\p{No}' );
const TITLE_LINE = 80; // characters of a first line that is a title
const LONG_TABLE = 24; // cells of a table between its lead and a value
const FICTION_WORD = 6; // letters of a word for fiction; shorter ones in the list are negations
const BRIEF = 320; // characters of a page that is a few lines
const AROUND_LABEL = ' :*\'"=–—-.,([<';
const LONGEST_LABEL = 24; // characters of a line's beginning that may be a label
const ANONYMOUS = /\/\s*([0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){3,7})\s*$/;
const CLIPPED = 5; // words of a line that may be the owner's without saying I
const LETTER = 2; // letters of a speaker's sign (`A:`, `Q1:`), which need not recur
const BRACKET = 48; // characters between a bracket behind a name and the value in it
const CAPITAL = '(?![a-zа-яё])[\\p{L}\\p{Nl}\\p{No}]';
const NAME_BEFORE = new text.Pattern(
	CAPITAL + '[\\p{L}\\p{Nl}\\p{No}]+[ -]' + CAPITAL + '[\\p{L}\\p{Nl}\\p{No}]+ $', 'u'
);
const OFFICE = 24; // characters between an office's word and its own address
const AROUND = 8; // blocks before and after one in which its section's voice is looked for
const NEXT = 6; // characters between a label without a colon and its value: `Phone 0121 …`, `E-mail to …`
const COLON = new text.Pattern( ' ?(?:\\([^()\\n]{1,30}\\) ?)?(?:[:=–—→⇒➡»]|- )' );
const TURNS = 3; // lines before and after one in which a dialogue's other speaker is looked for
const DASH = '—';
const SPEAKER = new text.Pattern(
	'\\s*(?:([—–―]|- |„|“|«|「|『|»)[^\\n]{3}|([\\p{L}\\p{Nl}\\p{No}]|[QAFRPVВО]\\p{Nd}?|[\\p{L}\\p{Nl}\\p{No}]{2,12})' +
	'[:：] ?[^\\s\\p{Nd}]|((?:(?![a-z])[\\p{L}\\p{Nl}\\p{No}]){3,16}) ?[.:–—-] )', 'u'
);
/** @type {Map<string, number>} How many different things of a kind are no longer one person's */
const ONCE = new Map( [ [ 'age_minor', 2 ], [ 'birth_date', 2 ], [ 'real_name', 3 ] ] );
const SURE = 0.55; // a name's score from which on it introduces the owner
const TOKEN = new text.Pattern( "[^\\p{L}\\p{N}_]*([\\p{L}\\p{N}_'’\\-]+)", 'u' );
const CROWD = 3; // different values of one type in one section are no longer one person's
const POSSESSIVE = 12; // characters between `my` and the words for an internet address
// A signature's time and date, in folded text.
const STAMP = /[0-9][0-9]?[:.][0-9]{2}(?:[^\n]{0,46}\([^()\n]{2,8}\)|[,،]? [^\n]{4,40}[0-9]{4})/;
const QUOTED = new RegExp( '[“„«»”"「『]([^“„«»”"「」『』\\n]{3,400})[”“»«"」』]', 'g' );
const QUOTES = /["“„«「『]/;

/** Judges the candidates of one page. */
class Ownership {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		this.view = view;
		/** @type {Record<string, number>} */
		this.worth = tiers.scores;
		this.pageKind = pageKind;
		this.owner = plainUser( view.page.username );
		/** @type {Map<number, string>} */
		this.sections = new Map();
		this.quotes = QUOTES.test( view.text ) ? quotesOf( view.text ) : [];
		/** @type {Map<number, number>} block index -> where another account's link begins */
		this.named = new Map();
		/** @type {number[]} Where links to accounts end */
		this._ends = [];
		this.posts = this._posts();
		/** @type {Map<string, Set<string>>} */
		this.crowds = new Map();
		/** @type {Map<number, Set<string>>} What each section has labels for */
		this.forms = new Map();
		/** @type {Map<string, Map<number, string>>} What stands beside one label, by line */
		this.repeated = new Map();
		/** @type {Set<number>} Where phrases begin */
		this.phrases = new Set();
		/** @type {Map<number, boolean>} */
		this._claims = new Map();
		/** @type {number[]} Where the owner says their name */
		this.introduced = [];
		/** @type {Map<string, Set<string>>} What phrases say of the owner, where only one can be true */
		this.claims = new Map();
		/** @type {Map<number, boolean>} */
		this._spoke = new Map();
		/** @type {Map<number, boolean>} */
		this._spoken = new Map();
		/** @type {Map<number, boolean>} */
		this._quoted = new Map();
		/** @type {Map<number, boolean>} */
		this._stories = new Map();
		this.brief = pageKind === 'main' && this._isBrief();
		this.fiction = this._isFiction();
	}

	/** @return {boolean} Whether a page is a few lines without headings, and speaks of nobody else */
	_isBrief() {
		const view = this.view;
		return view.page.wikitext.length <= BRIEF && view.layout.sections.length < 2 &&
			view.page.title.indexOf( '/' ) < 0 && !view.layout.blocks.some(
			( block ) => view.has( Sign.OTHERS, block.start, block.end ) ||
				view.has( Sign.ROLE, block.start, block.end ) || view.has( Sign.AGAINST, block.start, block.end )
		);
	}

	/** @return {boolean} Whether a page begins with a line that calls what follows a story, a play, a translation */
	_isFiction() {
		const view = this.view;
		const first = view.layout.blocks[ 0 ];
		if ( !first || first.kind !== 'prose' || first.end - first.start > TITLE_LINE ||
			view.has( Sign.SELF, first.start, first.end ) ) {
			return false;
		}
		const shown = view.folded.slice( first.start, first.end );
		const headings = view.lexicon.headings;
		let found = this._saysFiction( first ) || text.words( shown )
			.map( ( word ) => text.strip( word, '.,:;!?()»«"\'' ) )
			.some( ( word ) => word.length > 1 && headings.get( word ) === 'sample' );
		if ( !found && unspaced( shown[ 0 ] ) ) {
			headings.forEach( ( sort, name ) => {
				found = found || ( sort === 'sample' && name.length > 1 && shown.indexOf( name ) >= 0 );
			} );
		}
		return found;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a word for fiction stands in a line
	 */
	_saysFiction( block ) {
		return this.view.within( Sign.AGAINST, block.start, block.end )
			.some( ( hit ) => hit.end - hit.start >= FICTION_WORD );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line belongs to a story: the page is one, or the line before its table says so
	 */
	_isStory( block ) {
		if ( block.section === 0 && this.fiction ) {
			return true;
		}
		if ( block.kind !== 'cell' && block.kind !== 'item' && block.kind !== 'term' ) {
			return false;
		}
		let known = this._stories.get( block.index );
		if ( known === undefined ) {
			const blocks = this.view.layout.blocks;
			let at = block.index;
			while ( at > 0 && blocks[ at ].kind !== 'prose' && block.index - at < LONG_TABLE ) {
				at--;
			}
			const lead = blocks[ at ];
			known = lead.kind === 'prose' && lead.section === block.section && this._saysFiction( lead );
			this._stories.set( block.index, known );
		}
		return known;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether two capital words stand together that are not the owner's name
	 */
	_namesSomebody( block ) {
		return TWO_CAPITALS.all( this.view.text, block.start, block.end ).some(
			( found ) => !this.introduced.some( ( name ) => found.start <= name && name < found.end )
		);
	}

	/**
	 * Learn where phrases begin, and what each section lists in lines that nobody claims.
	 *
	 * @param {Candidate[]} candidates
	 */
	count( candidates ) {
		const view = this.view;
		for ( const each of candidates ) {
			if ( each.sort === 'cue' ) {
				this.phrases.add( Math.min( each.cueStart, each.start ) );
				this._claim( each );
			}
			if ( each.start < 0 || !isListed( each ) ) {
				continue;
			}
			const block = each.block || view.layout.blockAt( each.start );
			if ( each.sort === 'label' ) {
				const form = this.forms.get( block.section ) || new Set();
				this.forms.set( block.section, form.add( each.type ) );
			}
			if ( block.kind === 'argument' ) {
				continue;
			}
			const label = this._labelOf( each, block );
			if ( label ) {
				const repeated = this.repeated.get( each.type + ' ' + label ) || new Map();
				const longest = repeated.get( block.index ) || '';
				const shown = view.folded.slice( each.start, each.end );
				repeated.set( block.index, shown.length > longest.length ? shown : longest );
				this.repeated.set( each.type + ' ' + label, repeated );
			}
			if ( !view.has( Sign.SELF, block.start, block.end ) ) {
				const key = each.type + ' ' + block.section;
				const values = this.crowds.get( key ) || new Set();
				values.add( view.folded.slice( each.start, each.end ) );
				this.crowds.set( key, values );
			}
		}
	}

	/**
	 * @param {Candidate} candidate What a phrase says
	 */
	_claim( candidate ) {
		if ( ONCE.has( candidate.type ) && !( this.view.layout.blockAt( candidate.start ).marks & Mark.FOREIGN ) ) {
			const value = this.view.folded.slice( candidate.start, candidate.end );
			if ( candidate.type !== 'age_minor' || text.allDigits( value ) ) { // a grade is no age
				const values = this.claims.get( candidate.type ) || new Set();
				this.claims.set( candidate.type, values.add( value ) );
			}
		}
	}

	/**
	 * @param {string} kind
	 * @return {boolean} Whether the page says several different things where one person has one: two ages, three names
	 */
	_isContradicted( kind ) {
		const most = ONCE.get( kind );
		const found = this.claims.get( kind );
		if ( most === undefined || found === undefined ) {
			return false;
		}
		/** @type {string[]} */
		const values = [];
		found.forEach( ( value ) => values.push( value ) );
		return ( kind !== 'real_name' ? values : values.filter(
			( value ) => !values.some( ( other ) => other !== value && other.indexOf( value ) >= 0 )
		) ).length >= most;
	}

	/**
	 * Move the candidate's score; names first, for what is said beside the owner's name is the owner's.
	 *
	 * @param {Candidate} candidate
	 */
	judge( candidate ) {
		this._judge( candidate );
		if ( candidate.type === 'real_name' && candidate.score >= SURE && candidate.start >= 0 ) {
			this.introduced.push( candidate.start );
		}
	}

	/**
	 * @param {Candidate} candidate
	 */
	_judge( candidate ) {
		const view = this.view;
		const worth = this.worth;
		const block = candidate.block || view.layout.blockAt( candidate.start );
		candidate.block = block;
		const marks = candidate.own ? block.marks & ~Mark.CODE : block.marks;
		if ( marks & Mark.FOREIGN ) {
			const sign = FOREIGN.filter( ( each ) => marks & each[ 0 ] )[ 0 ];
			candidate.add( 'inside ' + sign[ 1 ], worth.quote );
			return;
		}
		if ( this._foreignPost( candidate, block ) ) {
			return;
		}
		if ( this._isDialogue( block ) ) {
			candidate.add( 'a line of a dialogue', worth.quote );
			return;
		}
		if ( this._reported( block ) ) {
			candidate.add( "below a line that introduces somebody's words", worth.quote );
			return;
		}
		if ( marks & Mark.BIOGRAPHY &&
			!view.has( Sign.SELF, block.start, Math.max( block.start, candidate.start ) ) ) {
			candidate.add( "a biography's line", worth.person );
			return;
		}
		const value = candidate.start >= 0 ? view.folded.slice( candidate.start, candidate.end ) : '';
		if ( candidate.type === 'email' && contact.isRole( value, view.lexicon.shared ) ) {
			candidate.add( 'address of a function', worth.role );
			return;
		}
		const section = this._section( block.section );
		if ( section === 'contact' ) {
			candidate.add( 'contact section', worth.contact );
		} else if ( section === 'about' ) {
			candidate.add( 'section about the owner', worth.about );
		} else if ( section === 'sample' || this._isStory( block ) ) {
			candidate.add( "section of examples, stories or other people's words", worth.sample );
		} else if ( section === 'other' ) {
			candidate.add(
				'section about something else', worth.other_section * ( candidate.sort === 'cue' ? 0.4 : 1 )
			);
		}
		const boxed = block.frame !== null &&
			( block.frame.sortOf === 'infobox' || block.frame.sortOf === 'userbox' );
		if ( boxed && block.kind === 'argument' && candidate.sort === 'shape' ) {
			candidate.add( "in the owner's box", worth.contact );
		}
		if ( block.kind === 'comment' ) {
			candidate.add( 'in a comment', worth.comment );
		}
		if ( this.pageKind === 'sandbox' ) {
			candidate.add( 'sandbox', worth.sandbox );
		}
		if ( candidate.sort === 'cue' && this._isContradicted( candidate.type ) ) {
			candidate.add( 'others say so of themselves here too', worth.contradicted );
		}
		if ( candidate.start >= 0 && candidate.sort !== 'file' ) {
			this._words( candidate );
			if ( isListed( candidate ) && candidate.type !== 'payment' && section !== 'contact' && !this._likeOwner( candidate ) ) {
				this._claimed( candidate, block, section );
			}
		}
	}

	/**
	 * @param {number} index
	 * @return {string} What the section is about: `contact`, `about`, `other`, `` at the top of the page, `?` where
	 *  unknown
	 */
	_section( index ) {
		let section = this.sections.get( index );
		if ( section === undefined ) {
			const lexicon = this.view.lexicon;
			const title = this.view.layout.sections[ index ].title;
			section = lexicon.section( title );
			if ( title && ( !section || section === 'sample' ) ) {
				const words = lexicon.words.scan( cues.fold( title ) );
				const own = words[ Sign.SELF ].length > 0 && !words[ Sign.AGAINST ].length;
				if ( !section ) {
					section = own ? 'about' : '?';
				} else if ( own ) {
					section = 'other'; // `my story` may be the owner's life
				}
			}
			this.sections.set( index, section );
		}
		return section;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether the owner says `I` in the section around a block
	 */
	_speaks( block ) {
		let known = this._spoken.get( block.section );
		if ( known === undefined ) {
			known = this.view.layout.blocks.slice( Math.max( 0, block.index - AROUND ), block.index + AROUND + 1 ).some(
				( each ) => {
					const signer = this.posts.get( each.index );
					return each.section === block.section && LINES.indexOf( each.kind ) >= 0 &&
						!( each.marks & Mark.FOREIGN ) && ( signer === undefined || signer === this.owner ) &&
						this.view.has( Sign.SELF, each.start, each.end );
				}
			);
			this._spoken.set( block.section, known );
		}
		return known;
	}

	/**
	 * Values that stand in a list of several people's, or in a line in which nobody says whose they are.
	 *
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @param {string} section
	 */
	_claimed( candidate, block, section ) {
		if ( block.kind === 'argument' ) {
			return;
		}
		let claimed = this._claims.get( block.index );
		if ( claimed === undefined ) {
			claimed = this.view.has( Sign.SELF, block.start, block.end );
			this._claims.set( block.index, claimed );
		}
		if ( claimed ) {
			return;
		}
		const values = this.crowds.get( candidate.type + ' ' + block.section );
		if ( this._isRepeated( candidate, block ) ) {
			candidate.add( "the same label with another value: several people's", this.worth.others );
		} else if ( values && values.size >= CROWD && CROWDED.indexOf( candidate.type ) >= 0 ) {
			candidate.add( "one of several people's", this.worth.others );
		} else if ( this.brief && block.kind === 'prose' && !this._namesSomebody( block ) ) {
			if ( SHAPES.indexOf( candidate.type ) >= 0 ) {
				candidate.add( "a few lines of the owner's", this.worth.self );
			}
		} else if ( LINES.indexOf( block.kind ) >= 0 && section !== 'about' && !this._opens( candidate, block ) ) {
			candidate.add( 'nobody says whose', this.worth.unclaimed );
		} else if ( section === '?' ) {
			const form = this.forms.get( block.section );
			const personal = form !== undefined && PERSONAL.some( ( type ) => form.has( type ) );
			if ( !personal && !this._speaks( block ) ) {
				candidate.add( 'under a heading of something else', this.worth.unclaimed );
			}
		}
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether the line begins with a label, a request or a phrase, or with the value itself
	 */
	_opens( candidate, block ) {
		const view = this.view;
		const nobodys = NOBODYS.indexOf( candidate.type ) >= 0;
		// A secret's sentence may say whose bot it is first.
		let first = nobodys ? Math.max( block.start, view.sentence( candidate.start )[ 0 ] ) : block.start;
		while ( first < block.end && !text.isAlnum( view.text, first ) ) {
			first++;
		}
		if ( nobodys ) {
			const space = view.text.indexOf( ' ', first );
			if ( space > 0 && space < block.end &&
				[ Sign.LABEL, Sign.CONTEXT ].some( ( what ) => view.has( what, first, space + 2 ) ) ) {
				return true;
			}
		}
		return first >= candidate.start || first === candidate.cueStart ||
			view.within( Sign.LABEL, block.start, first + 1 ).some( ( hit ) => this._labels( hit, candidate ) ||
				( hit.what === candidate.type && ACCOUNTS.indexOf( candidate.type ) >= 0 ) ) ||
			[ Sign.CONTEXT, Sign.MESSAGING, Sign.SOCIAL ].some( ( what ) => view.has( what, block.start, first + 1 ) );
	}

	/**
	 * @param {Hit} hit
	 * @param {Candidate} candidate
	 * @return {boolean} Whether a label's word is one here: a separator follows it, or the value almost at once
	 */
	_labels( hit, candidate ) {
		return candidate.start - hit.end <= NEXT || COLON.match( this.view.folded, hit.end ) !== null;
	}

	/**
	 * First person, somebody else, negation in the sentence.
	 *
	 * @param {Candidate} candidate
	 */
	_words( candidate ) {
		const view = this.view;
		const worth = this.worth;
		const sentence = view.sentence( candidate.start );
		const line = view.line( candidate.start );
		const start = Math.max( sentence[ 0 ], line[ 0 ] );
		const end = Math.min( sentence[ 1 ], line[ 1 ] );
		const box = candidate.sort === 'box';
		const cue = candidate.sort === 'cue';
		let own = this._own( start, end );
		if ( candidate.type === 'ip_address' && candidate.sort === 'shape' ) {
			own = own && this._possessed( start, end );
			if ( this._isAtHome( start, end ) ) {
				candidate.add( 'at home or without logging in', worth.self );
			}
		}
		if ( own && !cue ) {
			candidate.add( 'first person', worth.self );
		}
		const first = candidate.cueStart >= 0 ? candidate.cueStart : candidate.start;
		if ( candidate.sort === 'shape' && NAMED.indexOf( candidate.type ) >= 0 &&
			this._isNamed( candidate, start ) ) {
			candidate.add( "named, at a line's beginning", worth.named );
		}
		if ( this._likeOwner( candidate ) ) {
			candidate.add( "like the account's name", worth.contact );
		}
		if ( !box && !cue ) {
			const upto = candidate.cueStart >= 0 ? candidate.cueStart : candidate.start;
			const others = view.within( Sign.OTHERS, Math.max( start, candidate.start - 90 ), upto );
			if ( candidate.sort === 'shape' && this._isBehindName( candidate, start ) ) {
				candidate.add( "in brackets behind somebody's name", worth.others );
			}
			const last = others.reduce( ( latest, hit ) => Math.max( latest, hit.end ), 0 );
			if ( others.length && !view.has( Sign.SELF, last, candidate.start ) ) {
				candidate.add( "somebody else's", worth.others );
			} else if ( ( SHAPES.indexOf( candidate.type ) >= 0 || NAMED.indexOf( candidate.type ) >= 0 ) &&
				this._isOrganisation( candidate, start, end, own ) ) {
				candidate.add( "an organisation's", worth.others );
			}
		} else if ( cue ) {
			const before = view.within( Sign.OTHERS, start, first )
				.filter( ( hit ) => !view.has( Sign.SELF, hit.end, first ) );
			if ( before.length && !view.has( Sign.SELF, start, first + 1 ) ) {
				candidate.add( "somebody else's", worth.others );
			} else if ( this._thirdPerson( candidate, view.layout.blockAt( line[ 0 ] ) ) ) {
				candidate.add( 'a paragraph about somebody else', worth.others );
			} else if ( candidate.type === 'age_minor' && !own && this._isOfAnybody( candidate ) ) {
				candidate.add( 'said of anybody', worth.subject );
			} else if ( !own && !this._clipped( start, Math.min( first, candidate.start ) ) ) {
				candidate.add( 'another subject', worth.subject );
			}
		}
		if ( !box && this._against( candidate, start, end, first ) ) {
			candidate.add( 'negation, fiction or example', worth.against );
		}
		const length = candidate.end - candidate.start + ( cue ? 0 : 4 );
		if ( this.quotes.some( ( quote ) => quote[ 0 ] <= first && candidate.end <= quote[ 1 ] &&
			quote[ 1 ] - quote[ 0 ] > length ) ) {
			candidate.add( 'inside quotation marks', worth.quoted );
		}
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @param {number} end
	 * @param {number} first Where its phrase begins
	 * @return {boolean} Whether a negation, fiction or an example stands near it
	 */
	_against( candidate, start, end, first ) {
		const view = this.view;
		const cue = candidate.sort === 'cue';
		let left = Math.max( start, first - 40 );
		for ( const mark of cue ? ';,' : ';' ) {
			left = Math.max( left, rfind( view.text, mark, left, first ) );
		}
		let near = view.within( Sign.AGAINST, left, candidate.start );
		const after = view.within( Sign.AGAINST, candidate.end, Math.min( end, candidate.end + 28 ) );
		near = near.concat( after.filter(
			( hit ) => view.folded.slice( hit.start, hit.end ).indexOf( ' ' ) >= 0 || unspaced( view.folded[ hit.start ] )
		) );
		if ( cue && first >= candidate.end ) {
			// Not the phrase's own: `Tangier, she is my town`.
			const others = view.within( Sign.OTHERS, candidate.end, Math.min( end, candidate.end + 20 ) )
				.filter( ( hit ) => hit.start - first > 1 );
			near = near.concat( after, others );
		}
		return near.some( ( hit ) => hit.end <= candidate.start || hit.start >= candidate.end );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @return {boolean} Whether a value stands in brackets right behind a name of two words: `Jane Holt (+44 …)`
	 */
	_isBehindName( candidate, start ) {
		const view = this.view;
		const left = rfind( view.text, '(', Math.max( start, candidate.start - BRACKET ), candidate.start );
		if ( left < 0 || view.text.slice( left, candidate.start ).indexOf( ')' ) >= 0 ) {
			return false;
		}
		const floor = Math.max( start, left - 50 );
		const found = NAME_BEFORE.search( view.text, floor, left );
		if ( found === null || view.has( Sign.SELF, floor, left ) ) {
			return false;
		}
		if ( this._section( view.layout.blockAt( left ).section ) === 'contact' || this._isNamed( candidate, start ) ) {
			return false;
		}
		return !this.introduced.some( ( name ) => found.start <= name && name < left );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @param {number} end
	 * @param {boolean} own
	 * @return {boolean} Whether a word for an office or museum stands in a sentence without `I`, or right before the
	 *  value
	 */
	_isOrganisation( candidate, start, end, own ) {
		const view = this.view;
		if ( !own ) {
			const label = candidate.sort === 'label' && candidate.cueStart >= 0 ? candidate.cueStart : end;
			return view.within( Sign.ROLE, start, end )
				.some( ( hit ) => hit.start < label || hit.start >= candidate.start );
		}
		const before = view.within( Sign.ROLE, Math.max( start, candidate.start - OFFICE ), candidate.start );
		return before.length > 0 && !view.has( Sign.SELF, before[ before.length - 1 ].start, candidate.start );
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether somebody says `I` or `my` there, and not only `my brother`
	 */
	_own( start, end ) {
		if ( this.introduced.some( ( name ) => start <= name && name < end ) ) {
			return true;
		}
		const hits = this.view.within( Sign.SELF, start, end );
		const others = hits.length ? this.view.within( Sign.OTHERS, start, end ) : [];
		return hits.some( ( hit ) => !others.some( ( other ) => other.start <= hit.start && hit.end <= other.end ) );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether a paragraph says `she` or `his` and never `I`
	 */
	_thirdPerson( candidate, block ) {
		const view = this.view;
		if ( block.kind !== 'prose' || view.has( Sign.SELF, block.start, block.end ) ) {
			return false;
		}
		const first = Math.min( candidate.start, Math.max( candidate.cueStart, 0 ) );
		return view.within( Sign.OTHERS, block.start, block.end )
			.some( ( hit ) => hit.start < first || hit.start >= candidate.end );
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether an age stands in a whole sentence without `I`: `classes 6 to 12, ages 11 to 18`
	 */
	_isOfAnybody( candidate ) {
		const view = this.view;
		const block = view.layout.blockAt( candidate.start );
		if ( unspaced( view.text[ candidate.start ] ) || view.page.lang === 'ko' || block.frame !== null ||
			this.brief ) {
			return false;
		}
		return text.words( view.text.slice( block.start, block.end ) ).length > CLIPPED &&
			!this._own( block.start, block.end );
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether words for a home's connection, not only for an internet address, stand in the sentence
	 */
	_isAtHome( start, end ) {
		const view = this.view;
		return view.contexts( 'ip_address' ).some( ( hit ) => {
			const word = view.folded.slice( hit.start, hit.end );
			return start <= hit.start && hit.start < end && word.indexOf( 'ip' ) < 0 &&
				( view.lexicon.labels.get( word ) || [] ).indexOf( 'ip_address' ) < 0;
		} );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {string} What stands beside a value as its label: a cell's or argument's, or the short beginning of its
	 *  line
	 */
	_labelOf( candidate, block ) {
		if ( candidate.start - block.start <= LONGEST_LABEL ) {
			const before = text.strip( this.view.folded.slice( block.start, candidate.start ), AROUND_LABEL );
			if ( text.any( before, text.isAlpha ) ) {
				return before;
			}
		}
		return block.label && !text.allDigits( block.label ) && candidate.sort === 'label' ?
			text.strip( cues.fold( block.label ), AROUND_LABEL ) : '';
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether its label stands beside another value in another line
	 */
	_isRepeated( candidate, block ) {
		/** @type {Set<string>} */
		const values = new Set();
		const lines = this.repeated.get( candidate.type + ' ' + this._labelOf( candidate, block ) );
		if ( lines !== undefined ) {
			lines.forEach( ( value ) => values.add( value ) );
		}
		return values.size > 1;
	}

	/**
	 * Whether nothing but small words, labels or other phrases stands before a phrase in its sentence: `Born in
	 * Hull, living in Leeds` may be the owner's; `Jane Holt, living in Leeds` is not.
	 *
	 * @param {number} start
	 * @param {number} first
	 * @return {boolean}
	 */
	_clipped( start, first ) {
		const view = this.view;
		const lexicon = view.lexicon;
		const block = view.layout.blockAt( first );
		if ( block.kind === 'prose' && start > block.start && !this._own( block.start, block.end ) ) {
			if ( !unspaced( view.text[ first ] ) ) {
				return this._isPhrase( block.start, start );
			}
			if ( view.has( Sign.OTHERS, block.start, block.end ) ) {
				return false;
			}
		}
		let at = start;
		while ( at < first ) {
			const found = TOKEN.match( view.folded, at, first );
			if ( found === null ) {
				return true;
			}
			const word = found.groups[ 1 ];
			const left = found.end - word.length;
			if ( this.phrases.has( left ) || view.within( Sign.LABEL, Math.max( start, left - 1 ), left + 1 ).some(
				( hit ) => hit.start <= left && COLON.match( view.folded, hit.end ) !== null
			) ) {
				return true;
			}
			if ( unspaced( word[ 0 ] ) ) {
				return !view.text.slice( left, first ).trim() ||
					lexicon.cut.some( ( stop ) => view.folded.slice( left, left + stop.length ) === stop );
			}
			if ( !lexicon.stop.has( word ) && !lexicon.particles.has( word ) && text.isAlpha( word ) ) {
				return false;
			}
			at = found.end;
		}
		return true;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether a phrase begins in [start, end)
	 */
	_isPhrase( start, end ) {
		let found = false;
		this.phrases.forEach( ( phrase ) => {
			found = found || ( start <= phrase && phrase < end );
		} );
		return found;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether the words for an internet address say whose it is (`my IP`), not only a sentence
	 *  around them
	 */
	_possessed( start, end ) {
		const view = this.view;
		return view.contexts( 'ip_address' ).some( ( hit ) => start <= hit.start && hit.start < end && (
			view.folded.slice( hit.start, hit.end ).indexOf( 'ip' ) < 0 ||
			view.within( Sign.SELF, start, hit.end ).some(
				( own ) => own.end <= hit.end && hit.start - own.end <= POSSESSIVE
			) ||
			view.has( Sign.SELF, hit.end, Math.min( end, hit.end + 4 ) )
		) );
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether the part of an e-mail address before the at-sign holds the account's name
	 */
	_likeOwner( candidate ) {
		if ( candidate.type !== 'email' ) {
			return false;
		}
		const local = contact.localPart( this.view.folded.slice( candidate.start, candidate.end ) );
		const plain = keep( local, text.isAlnum );
		const owner = keep( this.owner, text.isAlpha );
		return owner.length >= 4 && plain.length >= 4 &&
			( plain.indexOf( owner ) >= 0 || text.strip( plain, '0123456789' ) === owner );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @return {boolean} Whether a label or a request (`write to me`) stands before it where the sentence begins
	 */
	_isNamed( candidate, start ) {
		const view = this.view;
		const line = Math.max( start, view.line( candidate.start )[ 0 ] );
		return [ Sign.LABEL, Sign.CONTEXT, Sign.MESSAGING, Sign.SOCIAL ].some(
			( what ) => view.within( what, line, candidate.start ).some( ( hit ) => {
				const fits = what === Sign.MESSAGING || what === Sign.SOCIAL || hit.what === candidate.type;
				return fits && ( what !== Sign.LABEL || this._labels( hit, candidate ) ) &&
					!text.any( view.text, text.isAlnum, line, hit.start );
			} )
		);
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line is indented below one that ends with a colon, says no `I` and is no label or
	 *  request
	 */
	_reported( block ) {
		const view = this.view;
		const known = this._quoted.get( block.index );
		if ( known !== undefined ) {
			return known;
		}
		const blocks = view.layout.blocks;
		let at = block.index;
		while ( at > 0 && blocks[ at ].section === block.section && this._isIndented( blocks[ at ] ) ) {
			at--;
		}
		if ( at === block.index && at > 0 && block.kind === 'prose' ) {
			at--;
		}
		const lead = blocks[ at ];
		const shown = text.rstrip( view.text.slice( lead.start, lead.end ), ' \'"' );
		const reported = at < block.index && lead.section === block.section && lead.kind === 'prose' &&
			':：'.indexOf( shown[ shown.length - 1 ] ) >= 0 && text.words( shown ).length > HEADING_WORDS &&
			!view.has( Sign.SELF, lead.start, lead.end );
		for ( let i = at + 1; i < block.index; i++ ) {
			this._quoted.set( i, reported );
		}
		this._quoted.set( block.index, reported );
		return reported;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether lines around begin with speakers' dashes or quotation marks, or with `A:` and `B:` in
	 *  turn
	 */
	_isDialogue( block ) {
		let known = this._spoke.get( block.index );
		if ( known === undefined ) {
			const turn = this._turn( block );
			const first = Math.max( 0, block.index - TURNS );
			const near = turn === '' ? [] : this.view.layout.blocks.slice( first, block.index + TURNS + 1 )
				.filter( ( each ) => each.index !== block.index && each.section === block.section )
				.map( ( each ) => this._turn( each ) );
			const others = near.filter( ( other ) => other !== '' && other !== DASH );
			const recurs = others.indexOf( turn ) >= 0 || new Set( others ).size < others.length ||
				turn.length <= LETTER;
			known = turn === DASH ? near.indexOf( DASH ) >= 0 :
				turn !== '' && recurs && others.some( ( other ) => other !== turn );
			this._spoke.set( block.index, known );
		}
		return known;
	}

	/**
	 * @param {Block} block
	 * @return {string} What a line of a dialogue begins with: a dash, a quotation mark or a speaker's letter or name;
	 *  else ``
	 */
	_turn( block ) {
		if ( LINES.indexOf( block.kind ) < 0 ) {
			return '';
		}
		const found = SPEAKER.match( this.view.text, block.start, block.end );
		if ( found === null ) {
			return '';
		}
		if ( found.groups[ 1 ] ) {
			return DASH;
		}
		const speaker = found.groups[ 2 ] || found.groups[ 3 ];
		if ( found.groups[ 3 ] && ( speaker !== speaker.toUpperCase() || speaker === speaker.toLowerCase() ) ) {
			return '';
		}
		const low = cues.fold( speaker );
		const lexicon = this.view.lexicon;
		return lexicon.labels.has( low ) || lexicon.shared.social.has( low ) || lexicon.shared.messaging.has( low ) ?
			'' : speaker;
	}

	/**
	 * @param {Block} block
	 * @return {boolean}
	 */
	_isIndented( block ) {
		const page = this.view.page.wikitext;
		const start = block.at > 0 ? page.lastIndexOf( '\n', block.at - 1 ) + 1 : 0;
		return page[ start ] === ':' && LINES.indexOf( block.kind ) >= 0;
	}

	// -- posts of a talk page and signed lines

	/** @return {Map<number, string>} block index -> the account that signed it (folded); only signed blocks */
	_posts() {
		const view = this.view;
		const layout = view.layout;
		/** @type {Map<number, string>} */
		const out = new Map();
		const users = layout.links.filter( ( link ) => isUser( link.target, view.lexicon.userNames ) ||
			ANONYMOUS.test( link.target ) );
		if ( !users.length ) {
			return out;
		}
		this._ends = users.map( ( link ) => link.end );
		for ( const link of users ) {
			if ( userOf( link.target ) !== this.owner ) {
				this.named.set( layout.indexOf( link.start ), link.start );
			}
		}
		let previous = -1;
		for ( const block of layout.blocks ) {
			const signer = this._signer( block, users );
			if ( signer === null ) {
				continue;
			}
			let begin = block.index;
			const multi = block.kind === 'prose' && block.section > 0;
			if ( this.pageKind === 'talk' || this.pageKind === 'archive' || multi ) {
				while ( begin - 1 > previous && block.section > 0 &&
					layout.blocks[ begin - 1 ].section === block.section &&
					!( this.pageKind === 'main' && this._apart( begin - 1, begin ) ) ) {
					begin--;
				}
			}
			for ( let i = begin; i <= block.index; i++ ) {
				out.set( i, signer );
			}
			previous = block.index;
		}
		return out;
	}

	/**
	 * @param {Block} block
	 * @param {Array<{start: number, end: number, target: string}>} users Links to accounts, in order of their ends
	 * @return {string|null} The account that signed the line
	 */
	_signer( block, users ) {
		if ( block.kind === 'comment' || block.kind === 'code' ) {
			return null;
		}
		if ( !STAMP.test( this.view.folded.slice( block.start, block.end ) ) ) {
			return null;
		}
		const span = this.view.layout.span( block.start, block.end );
		const last = regions.bisectRight( this._ends, span[ 1 ] + 3 ) - 1;
		return last >= 0 && span[ 0 ] - 1 <= users[ last ].end ? userOf( users[ last ].target ) : null;
	}

	/**
	 * @param {number} one
	 * @param {number} other
	 * @return {boolean} Whether an empty line stands between two blocks
	 */
	_apart( one, other ) {
		const blocks = this.view.layout.blocks;
		return this.view.page.wikitext.slice( blocks[ one ].at, blocks[ other ].at ).indexOf( '\n\n' ) >= 0;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether that settles it
	 */
	_foreignPost( candidate, block ) {
		const view = this.view;
		const signer = this.posts.get( block.index );
		if ( signer !== undefined && signer !== this.owner ) {
			candidate.add( 'signed by somebody else', this.worth.foreign_post );
			return true;
		}
		if ( signer !== undefined ) {
			return false;
		}
		const link = this.named.get( block.index );
		if ( candidate.span !== null && candidate.span[ 1 ] <= ( link === undefined ? -1 : link ) ) {
			const end = view.layout.span( block.start, block.end )[ 1 ];
			if ( end - /** @type {number} */ ( link ) <= SIGNATURE ) { // signed without a date
				candidate.add( 'signed by somebody else', this.worth.foreign_post );
				return true;
			}
		}
		const beside = candidate.sort !== 'box' && link !== undefined;
		if ( beside && !view.has( Sign.SELF, block.start, Math.max( block.start, candidate.start ) ) ) {
			candidate.add( 'beside another account', this.worth.others );
		}
		if ( this.pageKind === 'archive' ) {
			candidate.add( 'archive', this.worth.foreign_post );
			return true;
		}
		if ( this.pageKind === 'talk' && block.section > 0 ) {
			candidate.add( 'unsigned on a talk page', this.worth.unsigned_post );
		}
		return false;
	}
}

/**
 * @param {Candidate} candidate
 * @return {boolean} Whether it is of the kind that lists hold
 */
function isListed( candidate ) {
	return candidate.sort === 'shape' || candidate.sort === 'label' || candidate.type === 'address';
}

/**
 * @param {string} page
 * @return {Array<[number, number]>} What stands inside quotation marks
 */
function quotesOf( page ) {
	/** @type {Array<[number, number]>} */
	const out = [];
	QUOTED.lastIndex = 0;
	for ( let found = QUOTED.exec( page ); found; found = QUOTED.exec( page ) ) {
		out.push( [ found.index + 1, found.index + 1 + found[ 1 ].length ] );
	}
	return out;
}

/**
 * @param {string} page
 * @param {string} char
 * @param {number} from
 * @param {number} to
 * @return {number} Where it last stands in [from, to); -1 where nowhere
 */
function rfind( page, char, from, to ) {
	const at = to > from ? page.lastIndexOf( char, to - 1 ) : -1;
	return at < from ? -1 : at;
}

/**
 * @param {string} page
 * @param {(text: string, at: number) => boolean} is
 * @return {string} Its characters of a class
 */
function keep( page, is ) {
	return page.split( '' ).filter( ( char ) => is( char, 0 ) ).join( '' );
}

/**
 * @param {string} target
 * @param {Set<string>} names
 * @return {boolean} Whether a link leads to an account's page
 */
function isUser( target, names ) {
	const parts = text.partition( target, ':' );
	return parts[ 1 ] !== '' && names.has( cues.fold( parts[ 0 ] ).replace( /_/g, ' ' ).trim() );
}

/**
 * @param {string} target `User:Ada/Garden`
 * @return {string} The account, folded
 */
function userOf( target ) {
	return plainUser( text.partition( target, ':' )[ 2 ] );
}

/**
 * @param {string} name
 * @return {string}
 */
function plainUser( name ) {
	const anonymous = ANONYMOUS.exec( name );
	if ( anonymous ) {
		return cues.fold( anonymous[ 1 ] );
	}
	return cues.fold( name.split( '/' )[ 0 ].split( '#' )[ 0 ].replace( /_/g, ' ' ).trim() );
}

module.exports = { Ownership: Ownership };
