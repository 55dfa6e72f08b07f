// Made by python -m tests.renew_page of modules with the digest 672f08b0fa6d6d7a915609ae9967b7841778322601e82b28d008a1f8cf344a0b
(()=>{var n;var t;var r;var u;var i;var f;var o;var e;var l;var c;var a;var s;var h=Symbol.for("pv");var p={};var y=[];var v=/^m(i|n|o|s|text|space)$/;var w=Array.isArray;var d=y.slice;var _=Object.assign;function g(n3){
n3&&n3.parentNode&&n3.remove()}function k(n3,t4,r3){var u3,i3,f3,o3={},e3=arguments.length;for(f3 in t4)"key"==f3?u3=t4[f3]:"ref"==f3&&"function"!=typeof n3?i3=t4[f3]:o3[f3]=t4[f3];return e3>2&&(o3.children=
e3>3?d.call(arguments,2):r3),m(n3,o3,u3,i3,null)}function m(r3,u3,i3,f3,o3){var e3={type:r3,props:u3,key:i3,ref:f3,__k:null,__:null,__b:0,__e:null,__c:null,constructor:h,__v:o3||++t,__i:-1,__u:0};return!o3&&n.vnode&&n.vnode(e3),e3}function $(n3){return n3.children}function x(n3,t4){this.props=n3,this.context=t4,this.__g=0}function S(n3,t4){if(null==t4)return n3.__&&S(n3.__,n3.__i+1);for(var r3;t4<n3.__k.length;t4++)if((r3=n3.__k[t4])&&
r3.__e)return r3.__e;return"function"!=typeof n3.type||n3.props.__P?null:S(n3)}function C(t4){var r3,u3=t4.__v,i3=u3.__e,f3=[],o3=[],e3=t4.__P;e3&&((r3=_({constructor:h},u3)).__v=u3.__v+1,n.vnode&&n.vnode(
r3),z(e3,r3,u3,t4.__n,e3.namespaceURI,32&u3.__u?[i3]:null,f3,i3||S(u3),32&u3.__u,o3),r3.__v=u3.__v,r3.__.__k[r3.__i]=r3,E(f3,r3,o3),u3.__=u3.__e=null,r3.__e!=i3&&j(r3))}function j(n3){if((n3=n3.__)&&n3.
__c&&!n3.props.__P)return n3.__e=null,n3.__k.some(function(t4){return t4&&(n3.__e=t4.__e)}),j(n3)}function L(t4){(8&t4.__g||(t4.__g|=8,u.push(t4),f++))&&i==n.debounceRendering||((i=n.debounceRendering)||
queueMicrotask)(H)}function H(){try{for(var n3,t4=1;u.length;)u.length>t4&&u.sort(o),n3=u.shift(),t4=u.length,8&n3.__g&&C(n3)}finally{(f=u.length)&&(i||queueMicrotask)(H)}}function I(n3,t4,r3,u3,i3,f3,o3,e3,l3,c3,a3){
var s3,h3,v3,w3,d3,_3,g3=u3.__k||y,k3=t4.length;for(l3=q(r3,t4,g3,l3,k3),s3=0;s3<k3;s3++)null!=(v3=r3.__k[s3])&&(h3=~v3.__i&&g3[v3.__i]||p,v3.__i=s3,_3=z(n3,v3,h3,i3,f3,o3,e3,l3,c3,a3),w3=v3.__e,(h3.ref!=
v3.ref||8&h3.__u)&&(h3.ref&&G(h3.ref,null,v3,h3),v3.ref&&a3.push(v3.ref,v3.__c||w3,v3)),d3=d3||w3,4&v3.__u?(l3=A(v3,l3,n3,!h3.__v),h3.__e&&(h3.__e=null)):"function"==typeof v3.type&&void 0!==_3?l3=_3:
w3&&(l3=w3.nextSibling),v3.__u&=-21);return r3.__e=d3,l3}function q(n3,t4,r3,u3,i3){var f3,o3,e3,l3,c3,a3,s3,p3,y3,v3=r3.length,d3=v3,_3=0,g3=0,k3=n3.__k=Array(i3);for(f3=0;f3<i3;f3++)null!=(o3=t4[f3])&&
"boolean"!=typeof o3&&"function"!=typeof o3?("object"!=typeof o3||o3.constructor===String?o3=k3[f3]=m(null,o3):w(o3)?o3=k3[f3]=m($,{children:o3}):o3.constructor===h&&o3.__b?o3=k3[f3]=m(o3.type,o3.props,
o3.key,o3.ref,o3.__v):k3[f3]=o3,l3=f3+_3,o3.__=n3,o3.__b=n3.__b+1,e3=null,~(c3=o3.__i=P(o3,r3,l3,d3))&&(d3--,(e3=r3[c3])&&(e3.__u|=2)),e3&&e3.__v?(o3.__u|=16,c3==l3-1?_3--:c3==l3+1?_3++:c3!=l3&&(c3>l3?
_3--:_3++,g3=1)):(~c3||(i3>v3?_3--:i3<v3&&_3++),"function"!=typeof o3.type&&(o3.__u|=4))):k3[f3]=null;if(g3){for(a3=[],s3=[],f3=0;f3<i3;f3++)if((o3=k3[f3])&&16&o3.__u){for(_3=0,p3=a3.length;_3<p3;)a3[y3=
_3+p3>>1]<o3.__i?_3=y3+1:p3=y3;a3[_3]=o3.__i,s3[f3]=_3+1}for(_3=a3.length;f3--;)s3[f3]&&(s3[f3]==_3?_3--:k3[f3].__u|=4)}if(d3)for(f3=0;f3<v3;f3++)!(e3=r3[f3])||2&e3.__u||(e3.__e==u3&&(u3=S(e3)),J(e3,e3));
return u3}function A(n3,t4,r3,u3){var i3,f3,o3,e3;if("function"==typeof n3.type){if(n3.props.__P)return t4;if(i3=n3.__k)for(f3=0;f3<i3.length;f3++)i3[f3]&&(i3[f3].__=n3,t4=A(i3[f3],t4,r3,false));return t4}
for(t4&&!t4.parentNode&&(t4=S(n3))&&!t4.parentNode&&(t4=null),o3=n3.__e,e3=t4;e3&&8==e3.nodeType;)e3=e3.nextSibling;for(o3!=e3&&(!u3&&r3.moveBefore&&o3.parentNode?r3.moveBefore(o3,t4):r3.insertBefore(
o3,t4||null)),t4=o3;(t4=t4&&t4.nextSibling)&&8==t4.nodeType&&!t4.data.startsWith("$s"););return t4}function P(n3,t4,r3,u3){var i3,f3=n3.key,o3=n3.type,e3=t4[r3],l3=e3&&!(2&e3.__u);if(null===e3&&null==f3||l3&&f3==e3.key&&o3==e3.type)return r3;if(u3>(l3?1:0)){for(i3=r3-1;i3>=0;i3--)if((e3=t4[i3])&&!(2&
e3.__u)&&f3==e3.key&&o3==e3.type)return i3;for(i3=r3+1;i3<t4.length;i3++)if((e3=t4[i3])&&!(2&e3.__u)&&f3==e3.key&&o3==e3.type)return i3}return-1}function T(n3,t4,r3){null==r3&&(r3=""),"-"==t4[0]?n3.setProperty(
t4,r3):n3[t4]=r3}function N(n3,t4,r3,u3,i3){var f3,o3;if("style"==t4)if("string"==typeof r3)n3.style.cssText=r3;else{if("string"==typeof u3&&(n3.style.cssText=u3=""),u3)for(t4 in u3)r3&&t4 in r3||T(n3.
style,t4);if(r3)for(t4 in r3)u3&&r3[t4]==u3[t4]||T(n3.style,t4,r3[t4])}else if("o"==t4[0]&&"n"==t4[1])"function"!=typeof r3&&(r3=null),"function"!=typeof u3&&(u3=null),(n3.__e||(n3.__e={}))[t4]=r3,r3&&
u3||(o3=a[t4]||(a[t4]=V(t4)),(n3.__a||(n3.__a={}))[t4]=c,f3=t4!=(t4=t4.replace(l,"$1")),(t4=t4.slice(2))[0]<"a"&&(t4=t4.toLowerCase()),r3?n3.addEventListener(t4,o3,f3):n3.removeEventListener(t4,o3,f3));else{
if("http://www.w3.org/2000/svg"==i3)t4=t4.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if("width"!=t4&&"height"!=t4&&"href"!=t4&&"list"!=t4&&"form"!=t4&&"tabIndex"!=t4&&"download"!=t4&&"rowSp\
an"!=t4&&"colSpan"!=t4&&"role"!=t4&&"popover"!=t4&&t4 in n3)try{return void(n3[t4]=null==r3?"":r3)}catch(n4){}if("function"==typeof r3)return;null==r3||false===r3&&"-"!=t4[4]?n3.removeAttribute(t4):n3.
setAttribute(t4,"popover"==t4&&1==r3?"":r3)}}function V(t4){return function(r3){var u3=this.__e;if(u3){if(u3=u3[t4],null==r3[e])r3[e]=c++;else if(r3[e]<this.__a[t4])return;return u3(n.event?n.event(r3):
r3)}}}function z(t4,r3,u3,i3,f3,o3,e3,l3,c3,a3){var s3,p3,v3,d3,k3,b,m3,M,C3,j3,L2,H2,q2,A3,O,P3,T3,N2,V2=r3.type;if(r3.constructor!==h)return null;128&u3.__u&&(c3=32&u3.__u,s3=u3.__c.__z)&&(r3.__u|=c3,
p3=o3=[],8==s3.nodeType?l3=B(s3,o3):o3.push(s3),l3=o3[0]||l3),(s3=n.__b)&&s3(r3);n:if("function"==typeof V2){v3=e3.length;try{if(M=r3.props,C3=(s3=V2.prototype)&&s3.render,j3=(s3=V2.contextType)&&i3[s3.
__c],L2=s3?j3?j3.props.value:s3.__:i3,(d3=u3.__c)?(r3.__c=d3,2&d3.__g&&(d3.__g|=1)):(C3?r3.__c=d3=new V2(M,L2):(r3.__c=d3=new x(M,L2),d3.constructor=V2,d3.render=K),j3&&j3.sub(d3),d3.state||(d3.state=
{}),d3.__n=i3,d3.__g|=8,d3.__h=[],d3.__k=[]),C3&&(d3.__s||(d3.__s=d3.state),V2.getDerivedStateFromProps&&(d3.__s==d3.state&&(d3.__s=_({},d3.__s)),_(d3.__s,V2.getDerivedStateFromProps(M,d3.__s)))),k3=d3.
props,b=d3.state,d3.__v=r3,u3.__c){if(M!==k3&&C3&&!V2.getDerivedStateFromProps&&d3.componentWillReceiveProps&&d3.componentWillReceiveProps(M,L2),r3.__v==u3.__v&&!(8&d3.__g)||!(4&d3.__g)&&d3.shouldComponentUpdate&&
false===d3.shouldComponentUpdate(M,d3.__s,L2)){r3.__v!=u3.__v&&(d3.props=M,d3.state=d3.__s,d3.__g&=-9),r3.__e=u3.__e,r3.__k=u3.__k,r3.__k.some(function(n3){n3&&(n3.__=r3)}),y.push.apply(d3.__h,d3.__k),
d3.__k=[],d3.__h.length&&e3.push(d3),l3=S(u3);break n}d3.componentWillUpdate&&d3.componentWillUpdate(M,d3.__s,L2),C3&&d3.componentDidUpdate&&d3.__h.push(function(){d3.componentDidUpdate(k3,b,m3)})}else
C3&&!V2.getDerivedStateFromProps&&d3.componentWillMount&&d3.componentWillMount(),C3&&d3.componentDidMount&&d3.__h.push(d3.componentDidMount);d3.context=L2,d3.props=M,d3.__P=t4,d3.__g&=-5,H2=n.__r,q2=C3?
25:0;do{d3.__g&=-9,H2&&H2(r3),s3=d3.render(d3.props,d3.state=d3.__s,d3.context)}while(8&d3.__g&&++q2<25);C3&&(y.push.apply(d3.__h,d3.__k),d3.__k=[]),d3.state=d3.__s,d3.getChildContext&&(i3=_({},i3,d3.
getChildContext())),C3&&u3.__c&&d3.getSnapshotBeforeUpdate&&(m3=d3.getSnapshotBeforeUpdate(k3,b)),A3=s3&&s3.type===$&&null==s3.key?s3.props.children:s3,M.__P&&(s3=l3,f3=(t4=M.__P).namespaceURI,c3=o3=null,
u3.props&&u3.props.__P!=t4&&(u3.__k.some(function(n3){n3&&J(n3,n3)}),u3.__k=null),l3=u3.__k?S(u3,0):null),l3=I(t4,w(A3)?A3:[A3],r3,u3,i3,f3,o3,e3,l3,c3,a3),M.__P&&(r3.__e=null,l3=s3),r3.__u&=-161,p3&&
p3.some(g),d3.__h.length&&e3.push(d3),1&d3.__g&&(d3.__g&=-4)}catch(t5){if(e3.length=v3,r3.__v=null,c3||o3)if(t5&&t5.then){if(r3.__u|=128|c3,o3){for(~(T3=o3.indexOf(l3||void 0))||(T3=o3.length);(N2=o3[T3-
1])&&8==N2.nodeType;)T3--;for(;T3<o3.length;T3++)if(N2=o3[T3])if(o3[T3]=null,O){if(N2==P3)break}else{if(8!=N2.nodeType)break;N2.data.startsWith("$s")&&(P3=B(O=N2))}}if(!O){for(;l3&&8==l3.nodeType&&l3.
nextSibling;)l3=l3.nextSibling;O=l3}(s3=B(O=r3.__c.__z||(r3.__c.__z=O)))?(r3.__e=O,l3=s3):r3.__e=l3,l3=l3&&l3.nextSibling}else o3&&o3.some(g);else r3.__e=u3.__e;r3.__k||(r3.__k=u3.__k||[]),t5&&t5.then||
D(r3),n.__e(t5,r3,u3)}}else l3=r3.__e=F(u3.__e,r3,u3,i3,f3,o3,e3,c3,a3,t4);return(s3=n.diffed)&&s3(r3),l3}function B(n3,t4){if(n3&&8==n3.nodeType&&n3.data.startsWith("$s"))for(var r3=1;n3=n3.nextSibling;){
if(8==n3.nodeType){if(n3.data.startsWith("$s"))r3++;else if(n3.data.startsWith("/$s")&&!--r3)return n3}t4&&t4.push(n3)}}function D(n3){n3&&(n3.__c&&(n3.__c.__g|=4),n3.__k&&n3.__k.some(D))}function E(t4,r3,u3){
for(var i3=0;i3<u3.length;)G(u3[i3++],u3[i3++],u3[i3++]);n.__c&&n.__c(r3,t4),t4.some(function(r4){try{t4=r4.__h,r4.__h=[],t4.some(function(n3){n3.call(r4)})}catch(t5){n.__e(t5,r4.__v)}})}function F(t4,r3,u3,i3,f3,o3,e3,l3,c3,a3){
var s3,h3,y3,_3,k3,b,m3,M,$2=u3.props||p,x2=r3.props,C3=r3.type;if("svg"==C3?f3="http://www.w3.org/2000/svg":"math"==C3?f3="http://www.w3.org/1998/Math/MathML":f3||(f3="http://www.w3.org/1999/xhtml"),
o3){for(s3=0;s3<o3.length;s3++)if((k3=o3[s3])&&(C3?k3.localName==C3:3==k3.nodeType)){t4=k3,o3[s3]=null;break}}if(!t4){if(M=a3.ownerDocument||document,!C3)return M.createTextNode(x2);t4=M.createElementNS(
f3,C3,x2.is?x2:a3),l3&&(n.__m&&n.__m(r3,o3),l3=false),o3=null}if(C3){if(a3="template"==C3&&t4.content||t4,o3="textarea"==C3&&null!=x2.defaultValue?null:o3&&d.call(a3.childNodes),!l3&&o3)for($2={},s3=0;s3<
t4.attributes.length;s3++)$2[(k3=t4.attributes[s3]).name]=k3.value;for(s3 in $2)k3=$2[s3],"dangerouslySetInnerHTML"==s3?y3=k3:"children"==s3||s3 in x2||"value"==s3&&"defaultValue"in x2||"checked"==s3&&
"defaultChecked"in x2||N(t4,s3,null,k3,f3);for(s3 in x2)k3=x2[s3],"children"==s3?_3=k3:"dangerouslySetInnerHTML"==s3?h3=k3:"value"==s3?b=k3:"checked"==s3?m3=k3:l3&&"function"!=typeof k3||$2[s3]===k3||
N(t4,s3,k3,$2[s3],f3);h3?(l3||y3&&(h3.__html==y3.__html||h3.__html==t4.innerHTML)||(t4.innerHTML=h3.__html),r3.__k=[]):(y3&&(t4.textContent=""),("foreignObject"==C3||"http://www.w3.org/1998/Math/MathM\
L"==f3&&v.test(C3))&&(f3="http://www.w3.org/1999/xhtml"),I(a3,w(_3)?_3:[_3],r3,u3,i3,f3,o3,e3,o3?o3[0]:u3.__k&&S(u3,0),l3,c3),o3&&o3.some(g)),l3&&"textarea"!=C3||(s3="value","progress"==C3&&null==b?t4.
removeAttribute(s3):null==b||b===t4[s3]&&("progress"!=C3||b)||N(t4,s3,b,$2[s3],f3),s3="checked",null!=m3&&m3!=t4[s3]&&N(t4,s3,m3,$2[s3],f3))}else $2===x2||l3&&t4.data==x2||(t4.data=x2);return t4}function G(t4,r3,u3,i3){
try{"function"==typeof t4?r3?r3.__x=t4(r3)||1:i3&&(i3=i3.__c||i3.__e)&&(r3=i3.__x)&&(i3.__x=null,"function"==typeof r3?r3():t4(null)):t4.current=r3}catch(t5){n.__e(t5,u3)}}function J(t4,r3,u3){var i3,
f3,o3,e3;if(n.unmount&&n.unmount(t4),!(i3=t4.ref)||i3.current&&i3.current!=t4.__e||G(i3,null,r3,t4),i3=t4.__c){if(i3.componentWillUnmount)try{i3.componentWillUnmount()}catch(t5){n.__e(t5,r3)}i3.__P=i3.
__n=null}if(i3=t4.__k)for(e3=0;e3<i3.length;e3++)i3[e3]&&J(i3[e3],r3,"function"!=typeof t4.type||u3&&!t4.props.__P);!u3&&(i3=t4.__c)&&(i3=i3.__z)&&(f3=B(i3,o3=[]))&&(i3==t4.__e&&o3.some(g),g(f3),g(i3)),
u3||g(t4.__e),t4.__e=t4.__c=t4.__=null}function K(n3,t4,r3){return this.constructor(n3,r3)}function Q(t4,r3){var u3,i3,f3,o3;n.__&&n.__(t4,r3),9==r3.nodeType&&(r3=r3.documentElement),i3=(u3=t4&&32&t4.
__u)?null:r3.__k,r3.__k=m($,{children:[t4]}),f3=[],o3=[],z(r3,r3.__k,i3||p,p,r3.namespaceURI,i3?null:r3.firstChild?d.call(r3.childNodes):null,f3,i3?i3.__e:r3.firstChild,u3,o3),E(f3,r3.__k,o3),r3.__k.props.
children=null}function U(n3){function t4(n4){var r3,u3;return this.getChildContext||(r3=new Set,(u3={})[t4.__c]=this,this.getChildContext=function(){return u3},this.shouldComponentUpdate=function(n5){this.props.value!=
n5.value&&r3.forEach(function(n6){n6.__g|=4,L(n6)})},this.sub=function(n5){r3.add(n5);var t5=n5.componentWillUnmount;n5.componentWillUnmount=function(){r3.delete(n5),t5&&t5.call(n5)}}),n4.children}return t4.
__c="__cC"+s++,t4.__=n3,t4.Provider=(t4.Consumer=function(n4,t5){return n4.children(t5)}).contextType=t4,t4}n={__e:function(n3,t4,r3,u3){for(var i3,o3,e3;t4=t4.__;)if((i3=t4.__c)&&!(1&i3.__g)){i3.__g|=4;try{if((e3=(o3=i3.constructor)&&o3.getDerivedStateFromError)&&i3.setState(o3.getDerivedStateFromError(n3)),
i3.componentDidCatch&&(i3.componentDidCatch(n3,u3||{}),e3=1),e3&&8&i3.__g)return void(i3.__g|=2)}catch(t5){n3=t5}}throw f=0,n3}},t=0,r=function(n3){return null!=n3&&n3.constructor===h},x.prototype.setState=
function(n3,t4){var r3=this.__s;r3&&r3!=this.state||(r3=this.__s=_({},this.state)),"function"==typeof n3&&(n3=n3(_({},r3),this.props)),n3&&(_(r3,n3),this.__v&&(t4&&this.__k.push(t4),L(this)))},x.prototype.
forceUpdate=function(n3){this.__v&&(this.__g|=4,n3&&this.__h.push(n3),L(this))},x.prototype.render=$,u=[],f=0,o=function(n3,t4){return n3.__v.__b-t4.__v.__b},e=Symbol(),l=/(PointerCapture)$|Capture$/i,
c=0,a={},s=0;var t2;var r2;var u2;var i2;var o2=Object.is;var f2=0;var c2=[];var e2=[];var a2=n;var v2=a2.__b;var l2=a2.__r;var m2=a2.diffed;var h2=a2.__c;var s2=a2.unmount;var p2=a2.__;function y2(n3,t4){a2.__h&&
a2.__h(r2,n3,f2||t4),f2=0;var u3=r2.__H||(r2.__H={__:[],__h:[]});return n3>=u3.__.length&&u3.__.push({}),u3.__[n3]}function d2(n3){return f2=1,_2(G2,n3)}function _2(n3,u3,i3){var f3=y2(t2++,2);if(f3.t=
n3,!f3.__c&&(f3.__=[i3?i3(u3):G2(void 0,u3),function(n4){var t4=(f3.__N||f3.__)[0],r3=f3.t(t4,n4);o2(t4,r3)||(f3.__N=[r3,f3.__[1]],f3.__c.setState({}))}],f3.__c=r2,!r2.__f)){r2.__f=true;var c3=r2.shouldComponentUpdate;
r2.shouldComponentUpdate=function(n4,t4,r3){var u4=this.__H;if(!u4)return true;var i4=false,f4=this.props!=n4;if(u4.__.some(function(n5){n5.__N&&(i4=true,o2(n5.__[0],n5.__N[0])||(f4=true))}),c3){var e3=c3.
call(this,n4,t4,r3);return i4?e3||f4:e3}return!i4||f4}}return f3.__}function A2(n3,u3){var i3=y2(t2++,3);!a2.__s&&E2(i3.__H,u3)&&(i3.__P=true,i3.__=n3,i3.u=u3,r2.__H.__h.push(i3))}function T2(n3){return f2=5,w2(function(){return{current:n3}},[])}function w2(n3,r3){var u3=y2(t2++,7);return E2(u3.__H,r3)&&(u3.__=n3(),u3.__H=r3),u3.__}function j2(n3){var u3=r2.context[n3.__c],i3=y2(t2++,9);return i3.c=n3,u3?(null==i3.__&&(i3.__=true,u3.sub(r2)),u3.props.value):n3.__}function P2(){var n3=y2(t2++,11);if(!n3.__){for(var u3=r2.__v;!u3.__m&&u3.__;)u3=u3.__;var i3=u3.__m||(u3.__m=[0,0]);n3.__="P"+i3[0]+"-"+i3[1]++}return n3.__}function g2(){var n3;do{for(;n3=e2.shift();)
try{C2(n3)}catch(t5){a2.__e(t5,{__:(n3=n3.__P)&&n3.__v})}for(;n3=c2.shift();){var t4=n3.__H;if(n3.__P&&t4)try{t4.__h.some(C2),t4.__h.some(D2),t4.__h=[]}catch(r3){t4.__h=[],a2.__e(r3,n3.__v)}}}while(e2.
length)}a2.__b=function(n3){r2=null,v2&&v2(n3)},a2.__=function(n3,t4){n3&&t4.__k&&t4.__k.__m&&(n3.__m=t4.__k.__m),p2&&p2(n3,t4)},a2.__r=function(n3){l2&&l2(n3),t2=0;var i3=(r2=n3.__c).__H;i3&&(u2==r2?
r2.__h=[]:(i3.__h.some(C2),i3.__h.some(D2),t2=0),i3.__h=[],i3.__.some(function(n4){n4.__N&&(n4.__=n4.__N),n4.u=n4.__N=void 0})),u2=r2},a2.diffed=function(n3){m2&&m2(n3);var t4=n3.__c;t4&&t4.__H&&(t4.__H.
__h.length&&B2(c2.push(t4)),t4.__H.__.some(function(n4){n4.u&&(n4.__H=n4.u)})),u2=r2=null},a2.__c=function(n3,t4){t4.some(function(n4){try{n4.__h.some(C2),n4.__h=n4.__h.filter(function(n5){return!n5.__||
D2(n5)})}catch(t5){n4.__h=[function(){throw t5}]}}),h2&&h2(n3,t4)},a2.unmount=function(n3){s2&&s2(n3);var t4,r3,u3=n3.__c;u3&&u3.__H&&(u3.__H.__.some(function(u4){try{if(u4.__P&&u4.__c){if(void 0===r3){
for(r3=n3.__;r3&&(!r3.__c||!r3.__c.__P);)r3=r3.__;r3=r3&&r3.__c}u4.__P=r3,B2(e2.push(u4))}else C2(u4)}catch(n4){t4=n4}}),u3.__H=void 0,t4&&a2.__e(t4,u3.__v))};var k2="function"==typeof requestAnimationFrame;
function z2(n3){var t4,r3=function(){clearTimeout(u3),k2&&cancelAnimationFrame(t4),setTimeout(n3)},u3=setTimeout(r3,35);k2&&(t4=requestAnimationFrame(r3))}function B2(n3){1!=n3&&i2==a2.requestAnimationFrame||
((i2=a2.requestAnimationFrame)||z2)(g2)}function C2(n3){var t4=r2,u3=n3.__c;"function"==typeof u3&&(n3.__c=void 0,u3()),r2=t4}function D2(n3){var t4=r2;n3.__c=n3.__(),r2=t4}function E2(n3,t4){return!n3||
n3.length!=t4.length||t4.some(function(t5,r3){return!o2(t5,n3[r3])})}function G2(n3,t4){return"function"==typeof t4?t4(n3):t4}var n2=function(t4,s3,r3,e3){var u3;s3[0]=0;for(var h3=1;h3<s3.length;h3++){var p3=s3[h3++],a3=s3[h3]?(s3[0]|=p3?1:2,r3[s3[h3++]]):s3[++h3];3===p3?e3[0]=a3:4===p3?e3[1]=Object.assign(e3[1]||{},a3):5===
p3?(e3[1]=e3[1]||{})[s3[++h3]]=a3:6===p3?e3[1][s3[++h3]]+=a3+"":p3?(u3=t4.apply(a3,n2(t4,a3,r3,["",null])),e3.push(u3),a3[0]?s3[0]|=2:(s3[h3-2]=0,s3[h3]=u3)):e3.push(a3)}return e3};var t3=new Map;function htm_default(s3){
var r3=t3.get(this);return r3||(r3=new Map,t3.set(this,r3)),(r3=n2(this,r3.get(s3)||(r3.set(s3,r3=(function(n3){for(var t4,s4,r4=1,e3="",u3="",h3=[0],p3=function(n4){1===r4&&(n4||(e3=e3.replace(/^\s*\n\s*|\s*\n\s*$/g,
"")))?h3.push(0,n4,e3):3===r4&&(n4||e3)?(h3.push(3,n4,e3),r4=2):2===r4&&"..."===e3&&n4?h3.push(4,n4,0):2===r4&&e3&&!n4?h3.push(5,0,true,e3):r4>=5&&((e3||!n4&&5===r4)&&(h3.push(r4,0,e3,s4),r4=6),n4&&(h3.
push(r4,n4,0,s4),r4=6)),e3=""},a3=0;a3<n3.length;a3++){a3&&(1===r4&&p3(),p3(a3));for(var l3=0;l3<n3[a3].length;l3++)t4=n3[a3][l3],1===r4?"<"===t4?(p3(),h3=[h3],r4=3):e3+=t4:4===r4?"--"===e3&&">"===t4?
(r4=1,e3=""):e3=t4+e3[0]:u3?t4===u3?u3="":e3+=t4:'"'===t4||"'"===t4?u3=t4:">"===t4?(p3(),r4=1):r4&&("="===t4?(r4=5,s4=e3,e3=""):"/"===t4&&(r4<5||">"===n3[a3][l3+1])?(p3(),3===r4&&(h3=h3[0]),r4=h3,(h3=
h3[0]).push(2,0,r4),r4=0):" "===t4||"	"===t4||"\n"===t4||"\r"===t4?(p3(),r4=2):e3+=t4),3===r4&&"!--"===e3&&(r4=4,h3=h3[0])}return p3(),h3})(s3)),r3),arguments,[])).length>1?r3:r3[0]}var html=htm_default.bind(k);function classes(...words){return words.filter(Boolean).join(" ")}var exported=globalThis.connectorsmithPreview;var live=exported===void 0;var Refused=class extends Error{constructor(message,hint){super(message);this.hint=hint}};async function ask(path,options){const answer=await fetch(
`api/${path}`,{...options,credentials:"omit"}).catch(()=>null);if(answer===null)throw new Refused("The preview has ended.","Start it again: connectorsmith preview");const value=await answer.json().catch(
()=>({message:`The preview answers ${answer.status}.`}));if(!answer.ok)throw new Refused(value.message,value.hint);return value}function get(path,query){return ask(`${path}?${new URLSearchParams(query)}`,
{})}function post(path,members){const body=JSON.stringify(members);return ask(path,{method:"POST",headers:{"Content-Type":"application/json"},body})}async function readModel(connector){if(exported===void 0)
return get("model",{connector});const model=exported.models.find(one=>one.id===connector)??exported.models[0];return model&&{...model,preview:exported.preview}}async function readOperation(connector,operation){
if(exported!==void 0)return exported.operations[`${connector}/${operation}`];return get("operation",{connector,operation})}async function readFindings(connector){return exported===void 0?(await get("f\
indings",{connector})).findings:[]}function readChanges(connector,against){return get("changes",{connector,against})}function iconOf(connector){return live?`api/icon?${new URLSearchParams({connector})}`:
`${encodeURIComponent(connector)}.png`}function listen(heard){if(!live)return()=>{};const source=new EventSource("events");for(const[name,hear]of Object.entries(heard)){source.addEventListener(name,event=>hear(
JSON.parse(event.data)))}return()=>source.close()}var How=U({});function Place({at}){const how=j2(How);const found=/^(.*):(\d+):(\d+)$/.exec(at??"");if(!found)return null;const[,file,line,column]=found;const text=`${file.split("/").at(-1)}:${line}`;if(!live||
!how.editor)return html`<span class="place" title=${file}>${text}</span>`;const whole=/^([A-Za-z]:)?\//.test(file)?file:`${how.root}/${file}`;const path=encodeURI(whole.replace(/^\//,"")).replace(/[?#&]/g,
encodeURIComponent);const address=how.editor.replace("{path}",path).replace("{line}",line).replace("{column}",column);return html`<a class="place" href=${address} title=${`Open ${file} in the editor`}>${text}</a>`}
function Said({text,as="span",...more}){return text?html`<${as} dir="auto" ...${more}>${text}</${as}>`:null}function Link({address,text}){const safe=/^https?:\/\//i.test(address);return safe?html`<a href=${address} target="_blank" rel="noopener noreferrer" dir="auto">${text||
address}</a>`:html`<${Said} text=${text||address} />`}function Faults({faults}){if(!faults.length)return null;return html`<ul class="faults">
    ${faults.map(one=>html`<li class=${one.severity}>
        <strong>${one.severity}</strong> <${Said} text=${one.message} /> <${Place} at=${one.at} />
        ${one.hint&&html`<div class="quiet"><${Said} text=${one.hint} /></div>`}
      </li>`)}
  </ul>`}function Problem({message,hint}){if(!message)return null;return html`<div class="problem" role="alert">
    <${Said} text=${message} />${hint&&html` <span class="quiet"><${Said} text=${hint} /></span>`}
  </div>`}function Code({text,label}){const[copied,setCopied]=d2(false);const copy=async()=>{await navigator.clipboard?.writeText(text).then(()=>setCopied(true),()=>{})};return html`<figure class="code">
    <figcaption>
      ${label}
      <button type="button" class="small" onClick=${copy} aria-label=${`Copy ${label}`}>${copied?"Copied":"Copy"}</button>
    </figcaption>
    <pre tabindex="0" dir="ltr">${text}</pre>
  </figure>`}function Switch({label,options,value,onChange}){return html`<div class="switch" role="group" aria-label=${label}>
    ${options.map(([name,text])=>html`<button
        type="button"
        aria-pressed=${String(name===value)}
        onClick=${()=>onChange(name)}
      >${text}</button>`)}
  </div>`}function shownValue(value){return typeof value==="string"?value:JSON.stringify(value,null,2)??""}function shownBody(body){try{return JSON.stringify(JSON.parse(body??""),null,2)}catch{return body??
""}}function useChanges(connector,versions,revision){const[chosen,setAgainst]=d2("");const against=versions.includes(chosen)?chosen:versions[0]??"";const[found,setFound]=d2(null);A2(()=>{if(!live||!connector||
!against)return void 0;let current=true;const keep=told=>current&&setFound(told);if(found?.against!==against||found?.connector!==connector)setFound(null);readChanges(connector,against).then(answer=>keep(
{...answer,connector,against}),fault2=>keep({message:fault2.message,hint:fault2.hint,connector,against}));return()=>{current=false}},[connector,against,revision]);const cards=w2(()=>byOperation(found?.
changes??[]),[found]);return{found,cards,against,setAgainst}}function byOperation(changes){const found=new Map;for(const one of changes){for(const name of one.operations.length?one.operations:[""]){found.
set(name,[...found.get(name)??[],one])}}return found}function ChangeMark({changes}){if(!changes?.length)return null;return changes.some(one=>one.breaking)?html`<span class="mark breaking">breaking</span>`:
html`<span class="mark changed">changed</span>`}function ChangeList({changes}){return html`<ul class="changes">
    ${changes.map(one=>html`<li class=${one.level}>
        <strong class="level">${one.level}</strong> <${Said} text=${one.message} /> <${Place} at=${one.at} />
        ${one.why&&html`<div class="quiet"><${Said} text=${one.why} /></div>`}
        ${one.cure&&html`<div class="quiet"><${Said} text=${one.cure} /></div>`}
      </li>`)}
  </ul>`}function CardChanges({changes,against}){if(!changes?.length)return null;return html`<details class="changed" open=${changes.some(one=>one.breaking)}>
    <summary>Changes since ${against} <span class="quiet">${changes.length}</span></summary>
    <${ChangeList} changes=${changes} />
  </details>`}function Changes({connector,versions,changes,onChoose}){const{found,cards,against,setAgainst}=changes;const labels=new Map(connector.cards.map(one=>[one.id,one.label]));return html`<article class="card" aria-labelledby="changes-title">
    <h2 id="changes-title">Changes</h2>
    <${Switch}
      label="Compared with"
      options=${versions.map(one=>[one,one])}
      value=${against}
      onChange=${setAgainst}
    />
    ${!found&&html`<p class="quiet">Comparing …</p>`}
    <${Problem} message=${found?.message} hint=${found?.hint} />
    ${found?.changes?.length===0&&html`<p role="status">Nothing differs from ${against}.</p>`}
    ${[...cards].map(([name,listed])=>html`<section key=${name}>
        <h3>
          ${labels.has(name)?html`<button type="button" class="link" onClick=${()=>onChoose(name)}><${Said} text=${labels.get(name)} /></button>`:html`<${Said} text=${name||"The connector"} />`}
        </h3>
        <${ChangeList} changes=${listed} />
      </section>`)}
  </article>`}var UUID=/^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;var MAIL=/^[^\s@]{1,256}@[^\s@]{1,256}$/;var DATE=/^\d{4}-\d{2}-\d{2}$/;var TIME=/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})?$/;
var SPAN=/^-?P(?=[\dT])(\d{1,9}[YMWD]){0,4}(T(\d{1,9}(\.\d{1,9})?[HMS]){1,3})?$/;var BASE64=/^[A-Za-z0-9+/\s]*={0,2}$/;var FORMATS={uuid:[UUID,"a GUID"],guid:[UUID,"a GUID"],email:[MAIL,"an e-mail add\
ress"],date:[DATE,"a date such as 2026-03-31"],"date-time":[TIME,"a date and time such as 2026-03-31T12:00:00Z"],timespan:[SPAN,"a time span such as PT15M"],byte:[BASE64,"base64"]};function isEmpty(value){
return value===void 0||value===null||value===""}function isExpression(value){return typeof value==="string"&&value.startsWith("@")}function fault(field,value){if(isEmpty(value))return field.required&&
field.default===void 0?`'${field.label}' is required.`:"";if(isExpression(value))return"";if(field.control==="integer"||field.control==="number")return numberFault(field,value);if(field.check==="json"&&
typeof value==="string")return jsonFault(value);if(field.control==="array")return arrayFault(field,value);return typeof value==="string"?textFault(field,value):""}function numberFault(field,value){const whole=field.
control==="integer";const number=Number(value);if(!Number.isFinite(number)||whole&&!Number.isInteger(number)){return whole?"Enter a whole number.":"Enter a number."}const{minimum,maximum}=field.limits??
{};if(minimum!==void 0&&number<minimum)return`The least is ${minimum}.`;if(maximum!==void 0&&number>maximum)return`The most is ${maximum}.`;return""}function jsonFault(value){try{JSON.parse(value);return""}catch{
return"Enter JSON."}}function arrayFault(field,value){if(typeof value==="string")return jsonFault(value);const{minItems,maxItems}=field.limits??{};if(minItems!==void 0&&value.length<minItems)return`Ad\
d at least ${minItems}.`;return maxItems!==void 0&&value.length>maxItems?`There may be ${maxItems} at most.`:""}function textFault(field,value){const[pattern,what]=FORMATS[field.check??""]??[null,""];
if(pattern&&!pattern.test(value))return`Enter ${what}.`;const{minLength,maxLength}=field.limits??{};if(minLength!==void 0&&value.length<minLength)return`Enter at least ${minLength} characters.`;if(maxLength!==
void 0&&value.length>maxLength)return`Enter ${maxLength} characters at most.`;return""}var OWN="\0own";var NUMBERS=new Set(["integer","number"]);function shared({field,id,described,wrong}){return{id,"aria-required":field.required?"true":void 0,"aria-invalid":wrong?"true":void 0,"aria-de\
scribedby":described}}function TextControl(props){const{field,value,set}=props;const number=NUMBERS.has(field.control);const take=event=>{const text=event.currentTarget.value;set(text===""?void 0:number&&
text.trim()!==""&&Number.isFinite(Number(text))?Number(text):text)};return html`<input
    ...${shared(props)}
    type=${field.control==="password"?"password":"text"}
    inputmode=${number?"decimal":void 0}
    autocomplete="off"
    spellcheck="false"
    placeholder=${field.description}
    value=${isEmpty(value)?"":shownValue(value)}
    onInput=${take}
  />`}function AreaControl(props){const{field,value,set}=props;const take=event=>set(event.currentTarget.value===""?void 0:event.currentTarget.value);return html`<textarea
    ...${shared(props)}
    rows="4"
    spellcheck="false"
    placeholder=${field.check==="json"?"{ }":field.description}
    value=${isEmpty(value)?"":shownValue(value)}
    onInput=${take}
  ></textarea>`}function DateControl(props){const{field,value,set}=props;const time=field.control==="date-time";const take=event=>{const text2=event.currentTarget.value;set(text2===""?void 0:time?`${text2.
length===16?`${text2}:00`:text2}Z`:text2)};const text=typeof value==="string"?time?value.replace(/Z$/,""):value:"";return html`<input ...${shared(props)} type=${time?"datetime-local":"date"} step="1" value=${text} onInput=${take} />`}
function ChoiceControl(props){const{field,id,value,set,choices,busy,onOpen}=props;const index=choices.findIndex(one=>one.value===value||String(one.value)===String(value));const[own2,setOwn]=d2(false);
if(own2){return html`<div class="row">
      <${TextControl} ...${props} />
      <button type="button" class="small" onClick=${()=>setOwn(false)}>Choose</button>
    </div>`}const take=event=>{const text=event.currentTarget.value;if(text===OWN)setOwn(true);else set(text===""||text==="kept"?text===""?void 0:value:choices[Number(text)].value)};const kept=index<0&&
!isEmpty(value);return html`<select
    ...${shared(props)}
    aria-busy=${busy?"true":void 0}
    value=${isEmpty(value)?"":kept?"kept":String(index)}
    onFocus=${onOpen}
    onChange=${take}
    key=${id}
  >
    <option value="">${field.description?field.description.slice(0,80):field.required?"Choose a value":""}</option>
    ${kept&&html`<option value="kept">${shownValue(value)}</option>`}
    ${choices.map((one,number)=>html`<option value=${String(number)}>${one.title}</option>`)}
    <option value=${OWN}>Enter a value of your own …</option>
  </select>`}var YES_NO=[{value:true,title:"Yes"},{value:false,title:"No"}];function FileControl(props){const{value,set,named}=props;const take=event=>{const file=event.currentTarget.files[0];if(!file)
return;const reader=new FileReader;reader.onload=()=>{const content2=String(reader.result).split(",",2)[1]??"";set({"$content-type":file.type||"application/octet-stream",$content:content2});named?.(file.
name)};reader.readAsDataURL(file)};const content=typeof value==="object"&&value?value.$content.replace(/=+$/,""):null;const size=content===null?null:Math.floor(content.length*3/4);return html`<div class="row">
    <input ...${shared(props)} type="file" onChange=${take} />
    ${size!==null&&html`<span class="quiet">${size.toLocaleString("en")} bytes</span>`}
  </div>`}function WithExpression(props){const[free,setFree]=d2(isExpression(props.value));return html`<div class="row">
    <div class="grow">
      ${free?html`<${TextControl} ...${{...props,field:{...props.field,control:"text",description:"@{\u2026}"}}} />`:props.children}
    </div>
    <button
      type="button"
      class="small fx"
      aria-pressed=${String(free)}
      aria-label=${`fx, expression for ${props.field.label}`}
      title="Write an expression"
      onClick=${()=>setFree(!free)}
    >fx</button>
  </div>`}function own(value,name){return typeof value==="object"&&value!==null&&Object.hasOwn(value,name)?value[name]:void 0}function inside(item,key){return key===""?item:key.split("/").reduce(own,item)}function withInside(item,steps,value){
if(steps.length===0)return value;const[first,...rest]=steps;const{[first]:_3,...others}=item??{};const fresh=withInside(own(item,first),rest,value);return fresh===void 0||rest.length&&Object.keys(fresh).
length===0?others:{...others,[first]:fresh}}function useLookup(form,field,key,atOnce){const[state,setState]=d2({asked:false});const latest=T2(0);const values=form.values();const needs=Object.values(field.lookup?.needs??{});const given=JSON.stringify(
needs.map(one=>own(values,one)??null));const ready=needs.every(one=>!isEmpty(own(values,one)));const load=async(node=void 0)=>{if(!live)return setState({asked:true,reason:"An exported page makes no ca\
lls."});const number=++latest.current;setState(old=>({...old,asked:true,busy:true}));const{connector,connection,operation,client}=form;const asked={connector,connection,operation,client,key,inputs:form.
values(),node};const found=await post("lookup",asked).catch(fault2=>({reason:fault2.message}));if(number===latest.current)setState({...found,asked:true,busy:false});return found};A2(()=>{if((state.asked||
atOnce&&ready)&&live){const timer=setTimeout(()=>load(),150);return()=>clearTimeout(timer)}return void 0},[given,form.connection,form.client]);return{state,load,ready}}function LookupStrip({state,field,
onReload}){const count=state.items?.length??state.nodes?.length??state.fields?.length;const sent=(state.steps??[]).filter(one=>one.kind==="send").at(-1);const needs=Object.values(field.lookup?.needs??
{});const again=state.asked?"Load again":"Load";return html`<div class="strip" role="status">
    <span>from ${field.lookup?.operation}${needs.length?`, needs ${needs.join(", ")}`:""}</span>
    ${state.busy&&html`<span>loading …</span>`}
    ${sent&&html`<span>${sent.title}</span>`}
    ${state.asked&&!state.busy&&count!==void 0&&html`<span>${count} found</span>`}
    ${state.more>0&&html`<span>${state.more} more are left out</span>`}
    ${!state.busy&&state.reason&&html`<span class="reason"><${Said} text=${state.reason} /></span>`}
    ${live&&html`<button type="button" class="small" onClick=${onReload} aria-label=${`${again}: ${field.label}`}>${again}</button>`}
  </div>`}function TreeControl({field,id,value,set,lookup}){const[path,setPath]=d2([]);const open=to=>{setPath(to);lookup.load(to.at(-1)?.item)};const{state}=lookup;return html`<div class="tree" id=${id} tabindex="-1">
    <div class="row">
      <span class="grow">${isEmpty(value)?"Nothing is chosen":String(value)}</span>
      <button type="button" class="small" onClick=${()=>open([])} aria-label=${`Browse ${field.label}`}>Browse</button>
    </div>
    ${state.nodes&&html`<nav aria-label=${`Folders of ${field.label}`}>
      <button type="button" class="small" onClick=${()=>open([])}>Top</button>
      ${path.map((one,depth)=>html` / <button type="button" class="small" onClick=${()=>open(path.slice(0,depth+1))}>
            <${Said} text=${one.title} />
          </button>`)}
      <ul>
        ${state.nodes.map(one=>html`<li>
            <button type="button" class="small" onClick=${()=>set(one.value)}><${Said} text=${one.title} /></button>
            ${one.folder&&html` <button type="button" class="small" onClick=${()=>open([...path,one])} aria-label=${`Open ${one.title}`}>
              Open
            </button>`}
          </li>`)}
      </ul>
    </nav>`}
  </div>`}function Rows(props){const{field,form,id,value,set,path,Row:Row2}=props;const[whole,setWhole]=d2(typeof value==="string");const items=Array.isArray(value)?value:[];const plain=field.members.length===1&&
field.members[0].key==="";const change=(index,item)=>set(items.map((one,at)=>at===index?item:one));const remove=index=>{const left=items.filter((_3,at)=>at!==index);set(left.length?left:void 0)};if(whole){
return html`<div class="rows">
      <${AreaControl} ...${props} field=${{...field,check:"json"}} value=${value} />
      <button type="button" class="small" onClick=${()=>setWhole(false)}>Edit item by item</button>
    </div>`}return html`<div class="rows" id=${id} tabindex="-1" role="group" aria-label=${field.label}>
    ${items.map((item,index)=>html`<fieldset key=${index}>
        <legend>${field.label} ${index+1}</legend>
        ${field.members.filter(one=>!one.hidden).map(one=>html`<${Row2}
              key=${one.key}
              field=${one}
              form=${form}
              path=${one.key?`${path}/${one.key}`:path}
              value=${inside(item,one.key)}
              set=${fresh=>change(index,withInside(item,one.key?one.key.split("/"):[],fresh))}
            />`)}
        <button type="button" class="small" onClick=${()=>remove(index)} aria-label=${`Remove ${field.label} ${index+1}`}>
          Remove
        </button>
      </fieldset>`)}
    <button type="button" class="small" onClick=${()=>set([...items,plain?"":{}])} aria-label=${`Add an item to ${field.label}`}>
      Add an item
    </button>
    <button type="button" class="small" onClick=${()=>setWhole(true)}>Write the whole as JSON</button>
  </div>`}var MANY=new Set(["html","object","editor"]);var DATES=new Set(["date","date-time"]);var CUTS={recursive:"The definition contains itself; write the rest as JSON.",deep:"Deeper levels are left out; wri\
te them as JSON.",many:"The rest of a large schema is left out."};function FieldRow({field,form,value,set,path=field.key}){const id=P2();const wrong=form.tried||!isEmpty(value)?fault(field,value):"";const told=`${id}\
-told`;const props={field,form,id,value,set,path,described:told,wrong:wrong!==""};return html`<div class=${wrong?"field wrong":"field"}>
    <label for=${id}>
      <${Said} text=${field.label} />
      ${field.required&&html`<span class="star" role="img" title="required" aria-label="required">*</span>`}
      ${" "}<span class="quiet type">${field.type}</span>
    </label>
    <${Control} ...${props} />
    <div id=${told} class="told">
      ${wrong&&html`<span class="reason">${wrong}</span> `}
      <${Said} text=${field.description} />
      ${field.cut&&html` <span class="quiet">${CUTS[field.cut]}</span>`}
    </div>
    <${Place} at=${field.at} />
  </div>`}function Control(props){const{field}=props;if(field.lookup&&(field.control==="dropdown"||field.control==="tree"))return html`<${Looked} ...${props} />`;if(field.control==="dynamic")return html`<${Dynamic} ...${props} />`;
if(field.control==="array"&&field.members?.length)return html`<${Rows} ...${props} Row=${FieldRow} />`;if(field.control==="file"){const named=name=>props.form.set(`${props.path}/$filename`,name);return html`<${WithExpression} ...${props}><${FileControl} ...${props} named=${named} /></${WithExpression}>`}
if(field.choices?.length)return html`<${ChoiceControl} ...${props} choices=${field.choices} />`;if(field.control==="boolean")return html`<${ChoiceControl} ...${props} choices=${YES_NO} />`;if(DATES.has(
field.control))return html`<${WithExpression} ...${props}><${DateControl} ...${props} /></${WithExpression}>`;if(MANY.has(field.control)||field.control==="array")return html`<${AreaControl} ...${props} />`;
return html`<${TextControl} ...${props} />`}function Looked(props){const{field,form,path}=props;const lookup=useLookup(form,field,path,false);const open=()=>{if(!lookup.state.asked)lookup.load()};return html`<div>
    ${field.control==="tree"?html`<${TreeControl} ...${props} lookup=${lookup} />`:html`<${ChoiceControl} ...${props} choices=${lookup.state.items??[]} busy=${lookup.state.busy} onOpen=${open} />`}
    <${LookupStrip} state=${lookup.state} field=${field} onReload=${()=>lookup.load()} />
  </div>`}function Dynamic(props){const{field,form,id,path}=props;const lookup=useLookup(form,field,path,true);const{fields}=lookup.state;const needs=Object.values(field.lookup?.needs??{});const values=form.
values();return html`<div class="dynamic" id=${id} tabindex="-1">
    <${LookupStrip} state=${lookup.state} field=${field} onReload=${()=>lookup.load()} />
    ${!lookup.ready&&html`<p class="quiet">The fields appear when these have values: ${needs.join(", ")}</p>`}
    ${fields?.map(one=>one.hidden?null:html`<${FieldRow}
              key=${one.key}
              field=${one}
              form=${form}
              value=${own(values,one.key)}
              set=${value=>form.set(one.key,value)}
            />`)}
  </div>`}var MOST=300;var CUTS2={recursive:"contains itself",deep:"deeper levels are left out",many:"the rest is left out"};function valueAt(body,key){return key.split("/").slice(1).reduce((here,step)=>own(here,
step==="*"?"0":step),body)}function short(value){const text=typeof value==="string"?value:JSON.stringify(value);return text===void 0?"":text.length>80?`${text.slice(0,80)}\u2026`:text}function Outputs({
tokens,body,misfits,form}){const[all,setAll]=d2(false);const[found,setFound]=d2(null);const wrong=w2(()=>new Set((misfits??[]).map(one=>one.path.replace(/\/\d+(?=\/|$)/g,"/*"))),[misfits]);const dynamic=tokens.
find(one=>one.lookup);const listed=found?.tokens??tokens;if(!listed.length)return html`<p class="quiet">This operation gives nothing back.</p>`;const shown=all?listed:listed.slice(0,MOST);const load=async()=>{
const{connector,connection,operation,client}=form;const asked={connector,connection,operation,client,key:"response",inputs:form.values()};setFound(await post("schema",asked).catch(fault2=>({reason:fault2.
message})))};return html`<div class="outputs">
    ${dynamic?.lookup&&live&&html`<p>
      <button type="button" onClick=${load}>Load the fields from ${dynamic.lookup.operation}</button>
      <${Problem} message=${found?.reason} />
    </p>`}
    <div class="scroll" tabindex="0" role="region" aria-label="Dynamic content">
      <table>
        <thead>
          <tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Expression</th>
            ${body!==void 0&&html`<th scope="col">Value</th>`}</tr>
        </thead>
        <tbody>
          ${shown.map(one=>html`<tr
              key=${one.key}
              class=${classes(one.visibility,wrong.has(one.key)&&"misfit")}
            >
              <th scope="row" class=${`depth-${Math.min(one.depth,4)}`}>
                <${Said} text=${one.label} />
                ${one.description&&html`<div class="quiet"><${Said} text=${one.description} /></div>`}
              </th>
              <td>${one.type}${one.cut?html` <span class="quiet">${CUTS2[one.cut]}</span>`:""}</td>
              <td><code dir="ltr">${one.expression}</code> <${Place} at=${one.at} /></td>
              ${body!==void 0&&html`<td>
                ${wrong.has(one.key)&&html`<span class="reason">does not fit</span> `}
                <code dir="auto">${short(valueAt(body,one.key))}</code>
              </td>`}
            </tr>`)}
        </tbody>
      </table>
    </div>
    ${listed.length>shown.length&&html`<button type="button" onClick=${()=>setAll(true)}>Show all ${listed.length.toLocaleString("en")}</button>`}
  </div>`}var SIGNS={"+":"added","-":"removed","~":"changed"," ":"as it is"};var COPIES=[["curl","curl"],["case","a test case"],["action","a Power Automate action"]];function Message({message,label}){if(!message)
return null;const line=message.method?`${message.method} ${message.url}`:`status ${message.status}`;const headers=message.headers.map(([name,value])=>`${name}: ${value}`);const body=message.base64!==void 0?
`(bytes in base64) ${message.base64}`:shownBody(message.body);return html`<${Code} label=${label} text=${[line,...headers,...body?["",body]:[]].join("\n")} />`}function Step({step,number}){const[open,
setOpen]=d2(false);return html`<li class=${classes("step",step.kind)}>
    <details open=${open} onToggle=${event=>setOpen(event.currentTarget.open)}>
      <summary>
        <span class="number">${number}</span> <span class="kind">${step.kind}</span> <${Said} text=${step.title} />
      </summary>
      ${open&&html`<div class="messages">
        <${Message} message=${step.before} label="before" />
        <${Message} message=${step.after} label="after" />
      </div>`}
    </details>
    <${Place} at=${step.at} />
    ${step.note&&html`<div class="quiet"><${Said} text=${step.note} /></div>`}
    ${step.changes.length>0&&html`<ul class="diff">
      ${step.changes.map(one=>html`<li class=${SIGNS[one.sign].replaceAll(" ","-")}>
          <span class="sign" role="img" aria-label=${SIGNS[one.sign]}>${one.sign}</span>
          <${Said} text=${one.value?`${one.what}: ${one.value}`:one.what} />
        </li>`)}
    </ul>`}
    ${step.assumed.length>0&&html`<div class="quiet">assumed: ${step.assumed.join(", ")}</div>`}
  </li>`}function Timeline({steps}){if(!steps?.length)return null;return html`<section class="timeline" aria-label="Timeline">
    <h4>Timeline</h4>
    <ol>
      ${steps.map((step,index)=>html`<${Step} key=${index} step=${step} number=${index+1} />`)}
    </ol>
  </section>`}function Misfits({misfits}){if(!misfits?.length)return null;return html`<div class="misfits" role="status">
    <h4>Does not fit the schema</h4>
    <ul>
      ${misfits.map(one=>html`<li><code>${one.path||"answer"}</code> <${Said} text=${one.message} /> <${Place} at=${one.at} /></li>`)}
    </ul>
  </div>`}function Result({result}){if(!result)return null;if(result.message)return html`<${Problem} message=${result.message} hint=${result.hint} />`;if(result.refused)return html`<${Problem} message=${result.
refused} hint=${result.hint} />`;const status=result.response?.status;return html`<section class="result" aria-label="Result">
    <h3>Result</h3>
    ${result.response&&html`<p class=${classes("status",status<400?"good":"bad")} role="status">The maker gets ${status}.</p>
      <${Code} label="the answer" text=${result.response.base64!==void 0?"(bytes)":shownBody(result.response.body)} />`}
    ${result.notes?.map(one=>html`<p class="quiet"><${Said} text=${one} /></p>`)}
    ${result.signedOut&&html`<p class="reason">A policy marks the connection as signed out.</p>`}
    <${Misfits} misfits=${result.misfits} />
    <${Timeline} steps=${result.steps} />
    ${result.copies&&html`<${Copies} copies=${result.copies} />`}
  </section>`}function Copies({copies}){return html`<details class="copies">
    <summary>Copy the call</summary>
    ${COPIES.filter(([kind])=>copies[kind]).map(([kind,text])=>html`<${Code} key=${kind} label=${text} text=${copies[kind]} />`)}
  </details>`}var MOST_RUNS=20;var MOST_FIELDS=200;function useLab(form,arrived){const[lab,setLab]=d2({runs:[],state:{}});const add=(runs,more)=>setLab(old=>({...old,...more,runs:[...runs.map(value=>({value})),...old.
runs].slice(0,MOST_RUNS)}));A2(()=>{if(arrived?.operation===form.operation)add(arrived.runs,{misfits:arrived.misfits})},[arrived]);const ask2=async(what,more={})=>{const{connector,connection,operation,
client}=form;const asked={connector,connection,operation,client,inputs:form.values(),...more};const found=await post(`trigger/${what}`,asked).catch(fault2=>({message:fault2.message,hint:fault2.hint}));
const told=found.response||found.message||found.refused?{result:found}:{};add(found.runs??[],{...told,misfits:found.misfits??[],...found.state?{state:found.state}:{}});return found};A2(()=>void ask2("\
state"),[form.operation,form.connection]);return{lab,ask:ask2}}function Runs({runs,batch,split}){return html`<section class="runs" aria-label="Runs">
    <h4>Runs of the flow</h4>
    <p class="quiet">
      ${batch?`Each item of ${split??"the list"} starts a run of its own.`:"Each event starts one run."}
    </p>
    ${runs.length===0&&html`<p class="quiet">No run has started yet.</p>`}
    ${runs.map((one,index)=>({value:one.value,number:runs.length-index})).map(({value,number})=>html`<${Code} key=${number} label=${`outputs of run ${number}`} text=${shownValue(value)} />`)}
  </section>`}function State({state}){const told=state?.registered?`Subscribed; the service has given the Location ${state.location??"(none)"}.`:state?.polled?`The next poll asks at ${state.location}.`:
"Nothing is kept of this trigger.";return html`<p class="state" role="status">${told}</p>`}function EventForm({fields,event,set,form}){const[text,setText]=d2(null);const whole=text??shownValue(event);
const write=fresh=>{setText(fresh);try{set(JSON.parse(fresh))}catch{set(void 0)}};const steps=key=>key.split("/").slice(1);return html`<fieldset>
    <legend>Event, as the service sends it</legend>
    ${fields.slice(0,MOST_FIELDS).map(one=>html`<${FieldRow}
          key=${one.key}
          field=${one}
          form=${{...form,values:()=>({}),tried:false}}
          value=${inside(event,steps(one.key).join("/"))}
          set=${value=>{setText(null);set(withInside(event,steps(one.key),value))}}
        />`)}
    <details>
      <summary>The event as JSON</summary>
      <textarea
        rows="8"
        spellcheck="false"
        aria-label="The event as JSON"
        value=${whole}
        onInput=${one=>write(one.currentTarget.value)}
      ></textarea>
      ${event===void 0&&html`<span class="reason">The event is not JSON.</span>`}
    </details>
  </fieldset>`}function WebhookLab({operation,form,arrived}){const{lab,ask:ask2}=useLab(form,arrived);const[sample,setSample]=d2(null);const fill=async()=>{const found=await ask2("sample");if(found.fields)
setSample(found)};A2(()=>void fill(),[form.operation,form.connector]);return html`<section class="lab" aria-label="Trigger lab">
    <h3>Trigger lab</h3>
    <${State} state=${lab.state} />
    <div class="row">
      <button type="button" class="primary" onClick=${()=>ask2("subscribe")}>Subscribe</button>
      <button type="button" onClick=${()=>ask2("unsubscribe")}>Unsubscribe</button>
    </div>
    ${sample&&html`<${EventForm}
        fields=${sample.fields}
        event=${sample.event}
        set=${event=>setSample({...sample,event})}
        form=${form}
      />
      <div class="row">
        <button
          type="button"
          onClick=${()=>ask2("send",{event:sample.event})}
          disabled=${sample.event===void 0}
        >Send the event</button>
        <button type="button" onClick=${fill}>Fill in a sample</button>
      </div>`}
    <${Misfits} misfits=${lab.misfits===lab.result?.misfits?[]:lab.misfits} />
    <${Runs} runs=${lab.runs} batch=${operation.batch} split=${operation.split} />
    <${Result} result=${lab.result} />
  </section>`}function PollingLab({operation,form}){const{lab,ask:ask2}=useLab(form,null);const[interval,setLength]=d2(3);const[unit,setUnit]=d2(60);const[clock,setClock]=d2(false);const wait=lab.result?.
wait;A2(()=>{if(!clock)return void 0;const timer=setTimeout(()=>ask2("poll",{recurrence:interval*unit}),Math.max(1,Math.min(wait??0,3600))*1e3);return()=>clearTimeout(timer)},[clock,lab.result]);return html`<section class="lab" aria-label="Trigger lab">
    <h3>Trigger lab</h3>
    <fieldset>
      <legend>How often do you want to check for items?</legend>
      <div class="row">
        <label>Interval
          <input
            type="number"
            min="1"
            value=${interval}
            onInput=${one=>setLength(Number(one.currentTarget.value)||1)}
          />
        </label>
        <label>Frequency
          <select value=${String(unit)} onChange=${one=>setUnit(Number(one.currentTarget.value))}>
            <option value="1">Second</option><option value="60">Minute</option>
            <option value="3600">Hour</option><option value="86400">Day</option>
          </select>
        </label>
      </div>
    </fieldset>
    <${State} state=${lab.state} />
    <div class="row">
      <button type="button" class="primary" onClick=${()=>ask2("poll",{recurrence:interval*unit})}>Poll once</button>
      <button type="button" aria-pressed=${String(clock)} onClick=${()=>setClock(!clock)}>
        ${clock?"Stop the clock":"Poll by the clock"}
      </button>
      <button type="button" onClick=${()=>ask2("unsubscribe")}>Forget the state</button>
    </div>
    ${lab.result?.reason&&html`<p role="status">${lab.result.reason}; the next poll is due in ${Math.round(wait)} seconds.</p>`}
    <${Result} result=${lab.result} />
    <${Runs} runs=${lab.runs} batch=${operation.batch} split=${operation.split} />
  </section>`}var KINDS={action:"Action",polling:"Trigger that asks",webhook:"Trigger that is called",mcp:"MCP server"};var MOST_FIELDS2=200;var MOST_OPEN=3;function defaults(fields){return Object.fromEntries(fields.
filter(one=>!one.hidden&&one.default!==void 0).map(one=>[one.key,one.default]))}function Row({field,form,value}){const set=fresh=>form.set(field.key,fresh);const others=field.lookup||field.members?form:
null;return w2(()=>html`<${FieldRow} field=${field} form=${form} value=${value} set=${set} />`,[field,value,form.tried,others])}function Fields({operation,form,look,hidden}){const values=form.values();
const[most,setMost]=d2(MOST_FIELDS2);const row=field=>html`<${Row} key=${field.key} field=${field} form=${form} value=${own(values,field.key)} />`;const first=operation.inputs.filter(one=>one[look]===
"at-once");const more=operation.inputs.filter(one=>one[look]==="more");const unseen=operation.inputs.filter(one=>one[look]==="never");const[open,setOpen]=d2(false);const title=look==="new"?"Advanced p\
arameters":"Show advanced options";return html`<div class="fields">
    ${first.length+more.length===0&&html`<p class="quiet">There is nothing to fill in.</p>`}
    ${first.slice(0,most).map(row)}
    ${first.length>most&&html`<button type="button" onClick=${()=>setMost(first.length)}>Show all ${first.length} fields</button>`}
    ${more.length>0&&html`<details open=${open} onToggle=${event=>setOpen(event.currentTarget.open)}>
      <summary>${title} <span class="quiet">${more.length}</span></summary>
      ${open&&more.slice(0,most).map(row)}
      ${open&&more.length>most&&html`<button type="button" onClick=${()=>setMost(more.length)}>Show all ${more.length} fields</button>`}
    </details>`}
    ${hidden&&unseen.length>0&&html`<details class="unseen">
      <summary>Makers do not see <span class="quiet">${unseen.length}</span></summary>
      <ul>
        ${unseen.map(one=>html`<li><code>${one.key}</code> ${one.hidden} <${Place} at=${one.at} /></li>`)}
      </ul>
    </details>`}
  </div>`}function ForOthers({operation,client}){const{signature,model}=operation;if(client==="app"){return html`<section class="others" aria-label="Power Apps">
      <h3>In Power Apps</h3>
      <${Code} label="the function" text=${signature.text} />
      <${Problem} message=${signature.unsupported&&`Power Apps makes no such function: ${signature.unsupported}.`} />
    </section>`}if(client!=="agent")return null;return html`<section class="others" aria-label="Copilot Studio">
    <h3>For a model</h3>
    <p><strong><${Said} text=${model.name} /></strong>${model.asks&&html` <span class="badge">asks first</span>`}</p>
    <p><${Said} text=${model.description} /></p>
    <dl>
      ${operation.inputs.filter(one=>!one.hidden).slice(0,MOST_FIELDS2).map(one=>html`<dt><code>${one.key}</code> <span class="quiet">${one.type}${one.sensitivity?`, sensitivity ${one.sensitivity}`:""}</span></dt>
            <dd><${Said} text=${one.forModel||one.description||one.label} /></dd>`)}
    </dl>
  </section>`}function bodyOf(result){try{return result?.response?.status<300?JSON.parse(result.response.body):void 0}catch{return void 0}}function OperationCard(props){const{connector,card,revision,connection,
client,look,hidden,faults,kept,arrived}=props;const[operation,setOperation]=d2(null);const[problem,setProblem]=d2("");const[tried,setTried]=d2(false);const[result,setResult]=d2(null);const[busy,setBusy]=d2(
false);A2(()=>{readOperation(connector,card.id).then(setOperation,one=>setProblem(one.message))},[connector,card.id,revision]);if(!operation)return html`<article class="card"><p class="quiet">Loading …</p><${Problem} message=${problem} /></article>`;
const values=()=>({...defaults(operation.inputs),...kept.values(card.id)});const form={connector,connection,operation:card.id,client,values,set:(key,value)=>kept.set(card.id,key,value),tried,faults};const now=values();
const wrong=operation.inputs.filter(one=>!one.hidden&&fault(one,own(now,one.key))).length;const run=async pages=>{setTried(true);setBusy(true);const asked={connector,connection,operation:card.id,client,
inputs:values(),pages};setResult(await post("run",asked).catch(one=>({message:one.message,hint:one.hint})));setBusy(false)};const lab=card.kind==="webhook"?WebhookLab:card.kind==="polling"?PollingLab:
null;return html`<article class="card opened" aria-labelledby="card-title">
    <div class="work">
      <header class="title">
        <img src=${iconOf(connector)} alt="" width="32" height="32" />
        <div class="grow">
          <h2 id="card-title"><${Said} text=${card.label} /></h2>
          <p class="quiet">${KINDS[card.kind]} · <code>${card.call}</code> · <code>${card.id}</code> <${Place} at=${card.at} /></p>
          ${card.badges?.length?html`<p class="row">${card.badges.map(one=>html`<span class="badge">${one}</span>`)}</p>`:null}
          <p><${Said} text=${card.description} /></p>
          ${operation.hint&&html`<p class="hint"><${Said} text=${operation.hint} /></p>`}
          ${operation.documentation&&html`<p><${Link} address=${operation.documentation[0]} text=${operation.documentation[1]} /></p>`}
        </div>
      </header>
      ${faults.length>0&&html`<details open=${faults.length<=MOST_OPEN}>
        <summary>Findings <span class="quiet">${faults.length}</span></summary>
        <${Faults} faults=${faults} />
      </details>`}
      <${CardChanges} changes=${props.changes} against=${props.against} />
      <${ForOthers} operation=${operation} client=${client} />
      ${card.kind==="mcp"?html`<p>Agents ask this server itself which tools it has; a maker fills in nothing.</p>`:html`<form onSubmit=${event=>event.preventDefault()} aria-label=${`Inputs of ${card.label}`}>
            <${Fields} operation=${operation} form=${form} look=${look} hidden=${hidden} />
          </form>`}
      ${live&&lab===null&&html`<div class="row run">
        <button type="button" class="primary" onClick=${()=>run(false)} disabled=${busy}>${busy?"Running \u2026":"Run"}</button>
        ${operation.paging&&html`<button type="button" onClick=${()=>run(true)} disabled=${busy}>Run all pages</button>`}
        ${tried&&wrong>0&&html`<span class="reason" role="status">${wrong} ${wrong===1?"field is":"fields are"} not right; the call is made anyway.</span>`}
      </div>`}
      ${live&&lab&&html`<${lab} operation=${operation} form=${form} arrived=${arrived} />`}
    </div>
    <div class="outcome">
      <${Result} result=${result} />
      <details class=${classes("content",result&&"used")} open>
        <summary>Dynamic content <span class="quiet">${operation.outputs.length}</span></summary>
        <${Outputs} tokens=${operation.outputs} body=${bodyOf(result)} misfits=${result?.misfits} form=${form} />
      </details>
    </div>
  </article>`}function ConnectionField({field,value,onValue}){const id=P2();const told=`${id}-told`;if(field.control==="sign-in"){return html`<div class="field">
      <button type="button" disabled aria-describedby=${told}>Sign in</button>
      <div id=${told} class="told">A window of the service opens. <${Place} at=${field.at} /></div>
    </div>`}const shared2={id,"aria-describedby":told,"aria-required":field.required?"true":void 0,value:value??field.default??"",onInput:event=>onValue(event.currentTarget.value)};const choices=field.
control==="boolean"?[{value:"true",title:"Yes"},{value:"false",title:"No"}]:field.choices;return html`<div class="field">
    <label for=${id} title=${field.tooltip}>
      <${Said} text=${field.label} />
      ${field.required&&html`<span class="star" role="img" title="required" aria-label="required">*</span>`}
      ${" "}<span class="quiet type">${field.type}</span>
    </label>
    ${choices?.length?html`<select ...${shared2}>
          ${!field.required&&html`<option value=""></option>`}
          ${choices.map(one=>html`<option value=${String(one.value)}>${one.title}</option>`)}
        </select>`:html`<input
          ...${shared2}
          type=${field.control==="password"?"password":"text"}
          inputmode=${field.control==="integer"?"numeric":void 0}
          autocomplete="off"
          placeholder=${field.description}
        />`}
    <div id=${told} class="told">
      <${Said} text=${field.description} />
      ${field.tooltip&&html` <span class="quiet"><${Said} text=${field.tooltip} /></span>`}
    </div>
    <${Place} at=${field.at} />
  </div>`}function ConnectionDialog({connector,how,connection,typed,onTyped}){const ways=connector.connections;const[result,setResult]=d2(null);const way=ways.find(one=>one.name===typed.set)??ways[0];
const chosen=way?.name??"";const values=own(typed.values,chosen)??{};const set=(key,value)=>onTyped({set:chosen,values:{...typed.values,[chosen]:{...values,[key]:value}}});const test=async()=>{const asked={
connector:connector.id,connection};setResult(await post("connection/test",asked).catch(fault2=>({message:fault2.message,hint:fault2.hint})))};return html`<article class="card" aria-labelledby="connection-title">
    <h2 id="connection-title">Connect to <${Said} text=${connector.title} /></h2>
    ${!way&&html`<p>The connector needs no connection.</p>`}
    ${ways.length>1&&html`<${Switch}
      label="Authentication type"
      options=${ways.map(one=>[one.name,one.title])}
      value=${way.name}
      onChange=${name=>onTyped({...typed,set:name})}
    />`}
    ${way&&html`<p><${Said} text=${way.description} /></p>`}
    <form key=${way?.name} onSubmit=${event=>event.preventDefault()} aria-label="Connection">
      ${way?.fields.map(one=>html`<${ConnectionField} key=${one.key} field=${one} value=${own(values,one.key)}
        onValue=${value=>set(one.key,value)} />`)}
    </form>
    ${live&&html`<p class="quiet">
        All calls of this page use what is typed here, until the page is closed. For all else they use
        ${" "}${how.backend==="live"?"the connection of .connectorsmith/connections.yaml":"invented values"}.
      </p>
      <div class="row">
        <button type="button" class="primary" onClick=${test} disabled=${!connector.testOperation}>Test connection</button>
        <span class="quiet">
          ${connector.testOperation?`runs ${connector.testOperation}`:"The connector names no operation that tests a connection. Write x-ms-capabilities with testConnection."}
        </span>
      </div>`}
    <${Result} result=${result} />
  </article>`}var GROUPS={important:"Important",normal:"",advanced:"Advanced"};var KINDS2=[["Triggers",kind=>kind==="polling"||kind==="webhook"],["Actions",kind=>kind==="action"||kind==="mcp"]];function matches(card,text){
const words=text.toLowerCase().split(/\s+/).filter(Boolean);const whole=`${card.label} ${card.id} ${card.description} ${card.call}`.toLowerCase();return words.every(word=>whole.includes(word))}function OperationList({
cards,chosen,onChoose,unseen,onUnseen,faults,changes,icon}){const[text,setText]=d2("");const[kind,setKind]=d2("all");const marks=w2(()=>{const found=new Map;for(const one of faults)if(one.card&&found.
get(one.card)!=="error")found.set(one.card,one.severity);return found},[faults]);const shown=cards.filter(one=>(unseen||one.listed)&&matches(one,text));const left=cards.length-cards.filter(one=>one.listed).
length;return html`<nav class="operations" aria-label="Operations">
    <label>Search operations
      <input type="search" value=${text} onInput=${event=>setText(event.currentTarget.value)} />
    </label>
    <${Switch}
      label="Kind of operations"
      options=${[["all","All"],["Triggers","Triggers"],["Actions","Actions"]]}
      value=${kind}
      onChange=${setKind}
    />
    ${left>0&&html`<label class="check">
      <input type="checkbox" checked=${unseen} onChange=${()=>onUnseen(!unseen)} /> Internal and deprecated (${left})
    </label>`}
    <p class="quiet" role="status">${shown.length} of ${cards.length}</p>
    ${KINDS2.filter(([title])=>kind==="all"||kind===title).map(([title,fits])=>{const found=shown.filter(one=>fits(one.kind));if(!found.length)return null;return html`<section key=${title} aria-label=${title}>
        <h2>${title} <span class="quiet">${found.length}</span></h2>
        <ul>
          ${found.map((one,index)=>html`${one.group!==found[index-1]?.group&&GROUPS[one.group]?html`<li class="group" key=${`group ${one.group}`}>${GROUPS[one.group]}</li>`:null}
              <li key=${one.id}>
                <button
                  type="button"
                  class=${classes("operation",!one.listed&&"unlisted")}
                  aria-current=${one.id===chosen?"true":void 0}
                  title=${one.description}
                  onClick=${()=>onChoose(one.id)}
                >
                  <img src=${icon} alt="" width="24" height="24" loading="lazy" />
                  <span class="grow"><${Said} text=${one.label} />
                    ${one.badges?.map(badge=>html` <span class="badge">${badge}</span>`)}</span>
                  <${ChangeMark} changes=${changes.get(one.id)} />
                  ${marks.has(one.id)&&html`<span class=${`mark ${marks.get(one.id)}`}>${marks.get(one.id)}</span>`}
                </button>
              </li>`)}
        </ul>
      </section>`})}
  </nav>`}var NOTHING_TYPED={set:"",values:{}};var CLIENTS=[["flow","Power Automate"],["app","Power Apps"],["agent","Copilot Studio"]];var LOOKS=[["new","New designer"],["classic","Classic designer"]];var THEMES=[
["","System"],["light","Light"],["dark","Dark"]];function useKept(){const store=T2({});const[,redraw]=d2(0);return w2(()=>({values:id=>own(store.current,id)??{},set:(id,key,value)=>{store.current={...store.
current,[id]:{...own(store.current,id),[key]:value}};redraw(old=>old+1)}}),[])}function useModel(name){const[model,setModel]=d2(null);const[findings,setFindings]=d2([]);const[problem,setProblem]=d2(null);
const[arrived,setArrived]=d2(null);const shown=T2("");const latest=T2(0);const load=async()=>{const number=++latest.current;try{const found=await readModel(name);if(number!==latest.current)return;shown.
current=found.id;setModel(found);setProblem(null);if(found.connector&&!found.broken)setFindings(await readFindings(found.id))}catch(fault2){if(number===latest.current)setProblem(fault2)}};A2(()=>void load(),
[name]);A2(()=>listen({changed:event=>event.connector===shown.current&&load(),arrived:event=>event.connector===shown.current&&setArrived(event)}),[name]);return{model,findings,problem,arrived}}function Head({
connector,how,onName}){A2(()=>{const known=/^#[0-9a-f]{3}([0-9a-f]{3})?$/i.test(connector.color);document.documentElement.style.setProperty("--brand-colour",known?connector.color:"var(--brand)")},[connector.
color]);return html`<header class="head">
    <img src=${iconOf(connector.id)} alt="" width="48" height="48" />
    <div class="grow">
      <h1><${Said} text=${connector.title} /> ${connector.status&&html`<span class="badge">${connector.status}</span>`}</h1>
      <p class="quiet">
        <${Said} text=${connector.publisher} /> ${connector.version} <${Place} at=${connector.at} />
        ${connector.categories.map(one=>html` <span class="badge" dir="auto">${one}</span>`)}
      </p>
      <p><${Said} text=${connector.description} /></p>
    </div>
    ${how.names.length>1&&html`<label>Connector
      <select value=${connector.id} onChange=${event=>onName(event.currentTarget.value)}>
        ${how.names.map(one=>html`<option value=${one}>${one}</option>`)}
      </select>
    </label>`}
  </header>`}function withFindings(faults,findings){const known=new Set(faults.map(one=>`${one.at} ${one.rule}`));const found=[...faults,...findings.filter(one=>!known.has(`${one.at} ${one.rule}`))];return found.
sort((one,other)=>Number(Boolean(one.card))-Number(Boolean(other.card)))}function faultsOf(faults,card){return faults.filter(one=>one.card===card)}function shownCard(cards,chosen){return cards.find(one=>one.
id===chosen)??cards.find(one=>one.listed)??cards[0]}function useTheme(theme){A2(()=>{if(theme)document.documentElement.dataset.theme=theme;else delete document.documentElement.dataset.theme},[theme])}
function Page(){const start=new URLSearchParams(location.hash.slice(1));const[name,setName]=d2(start.get("connector")??"");const[chosen,setChosen]=d2(start.get("operation")??"");const[panel,setPanel]=d2(
start.get("panel")??"operation");const[client,setClient]=d2("flow");const[look,setLook]=d2("new");const[theme,setTheme]=d2("");const[unseen,setUnseen]=d2(false);const[connection,setConnection]=d2("");
const[typed,setTyped]=d2(NOTHING_TYPED);const used=w2(()=>({name:connection,set:typed.set,values:own(typed.values,typed.set)??{}}),[connection,typed]);const kept=useKept();const{model,findings,problem,
arrived}=useModel(name);const changes=useChanges(model?.connector?.id??"",model?.preview.versions??[],model?.revision??0);useTheme(theme);A2(()=>{history.replaceState(null,"",`#${new URLSearchParams({
connector:name,operation:chosen,panel})}`)},[name,chosen,panel]);if(!model)return html`<main><${Problem} message=${problem?.message} hint=${problem?.hint} /><p class="quiet">Loading …</p></main>`;const{
connector,preview:how}=model;const faults=withFindings(model.faults,findings);const broken=model.broken&&html`<section class="broken" role="alert" aria-label="Faults of the spec">
    <h2>The spec has errors</h2>
    <p>${connector?"What is shown is the last version without errors.":"There is nothing to show yet."}</p>
    <${Faults} faults=${model.faults} />
  </section>`;if(!connector)return html`<${How.Provider} value=${how}><main>${broken}</main></${How.Provider}>`;const card=shownCard(connector.cards,chosen);const choose=id=>{setChosen(id);setPanel("o\
peration")};const panels=[["operation","Operation"],["connection","Connection"],...live?[["changes","Changes"],["faults",`Findings (${faults.length})`]]:[]];return html`<${How.Provider} value=${how}>
    <a class="skip" href="#panel" onClick=${event=>{event.preventDefault();document.getElementById("panel")?.focus()}}>Skip to the card</a>
    <${Head} connector=${connector} how=${how} onName=${one=>{setName(one);setChosen("");setConnection("");setTyped(NOTHING_TYPED)}} />
    <section class="bar" aria-label="View">
      <${Switch} label="Panel" options=${panels} value=${panel} onChange=${setPanel} />
      <${Switch} label="Seen by" options=${CLIENTS} value=${client} onChange=${setClient} />
      <${Switch} label="Designer" options=${LOOKS} value=${look} onChange=${setLook} />
      <${Switch} label="Colours" options=${THEMES} value=${theme} onChange=${setTheme} />
      ${how.connections.length>1&&html`<label>Connection
        <select value=${connection} onChange=${event=>setConnection(event.currentTarget.value)}>
          ${how.connections.map(one=>html`<option value=${one}>${one}</option>`)}
        </select>
      </label>`}
      ${live&&html`<span class="badge">${how.backend}</span>`}
    </section>
    <${Problem} message=${problem?.message} hint=${problem?.hint} />
    <div class="columns">
      <${OperationList}
        cards=${connector.cards}
        chosen=${panel==="operation"?card?.id:""}
        onChoose=${choose}
        unseen=${unseen}
        onUnseen=${setUnseen}
        faults=${faults}
        changes=${changes.cards}
        icon=${iconOf(connector.id)}
      />
      <main id="panel" tabindex="-1">
        ${broken}
        ${panel==="operation"&&card&&html`<${OperationCard}
          key=${`${connector.id}/${card.id}`} connector=${connector.id} card=${card} revision=${model.revision}
          connection=${used} changes=${changes.cards.get(card.id)} against=${changes.against}
          client=${client} look=${look} hidden=${unseen} faults=${faultsOf(faults,card.id)} kept=${kept} arrived=${arrived} />`}
        ${panel==="operation"&&!card&&html`<p class="quiet">The connector has no operations.</p>`}
        ${panel==="connection"&&html`<${ConnectionDialog} key=${connector.id} connector=${connector} how=${how} connection=${used} typed=${typed} onTyped=${setTyped} />`}
        ${panel==="changes"&&html`<${Changes} connector=${connector} versions=${how.versions} changes=${changes} onChoose=${choose} />`}
        ${panel==="faults"&&html`<article class="card"><h2>Findings</h2>
          ${faults.length===0&&html`<p>Nothing is found.</p>`}
          <${Faults} faults=${faults} /></article>`}
      </main>
    </div>
  </${How.Provider}>`}var place=document.getElementById("page");place.textContent="";Q(html`<${Page} />`,place);})();
